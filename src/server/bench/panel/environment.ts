/** The configuration of the measured server: a real app's, with a WeCom that nobody needs to ask. */
export function benchEnvironment(databaseUrl: string, port: number): Record<string, string> {
  return {
    NODE_ENV: 'production',
    PORT: String(port),
    DATABASE_URL: databaseUrl,
    SESSION_SECRET: 'a-secret-for-the-length-of-one-bench',
    WECOM_CORP_ID: 'wwbench',
    WECOM_AGENT_ID: '1000002',
    WECOM_SECRET: 'bench',
    WECOM_API_URL: 'http://127.0.0.1:9',
  }
}
