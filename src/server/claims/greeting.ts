import { salutation } from '../../domain/scripts/salutation.ts'

const compoundSurname = /^(?:欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|令狐|慕容|司徒|歐陽|諸葛)/u
const hasTitle = /(?:[姐哥妹姨叔总總]|女士|先生|小姐|老师|医生|太太)$/u
const isFamiliar = /^[小阿]/u
/** WeCom's numbers of path 92114 of developer.work.weixin.qq.com; 0 is unknown. */
const titles: Record<number, string> = { 1: '先生', 2: '女士' }

/** The polite form of address from the customer's own WeChat name: 李女士 where name and gender tell it; null when the name is none. */
export function greetingOf({ name, gender }: { name: string; gender: number }): string | null {
  const called = salutation(name)
  if (called === '您') return null
  const title = titles[gender]
  const isFullName =
    /^\p{Script=Han}{2,4}$/u.test(called) && !hasTitle.test(called) && !isFamiliar.test(called)
  if (!isFullName || title === undefined) return called
  const [compound] = compoundSurname.exec(called) ?? []
  return `${compound ?? called.slice(0, 1)}${title}`
}
