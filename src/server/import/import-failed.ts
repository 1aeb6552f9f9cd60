/** An import that can't go on for a reason the person who started it can mend. */
export class ImportFailed extends Error {}

/** A mapping that can't be used, each bad key with its fix: a matter of usage, not of the file. */
export class MappingInvalid extends Error {}
