namespace Muster.Records;

/// <summary>A write at a wrong seq: another activation writes this conversation, so this one must step down.</summary>
public sealed class JournalConflictException(string conversation, int expectedSeq, int lastSeq)
    : Exception($"Conversation {conversation} stands at {lastSeq}, not at {expectedSeq}: another activation has written to it.");

/// <summary>The store does not answer (full, read-only, locked, gone). What was being written may or may not be stored.</summary>
public sealed class JournalUnavailableException(string what, Exception? inner = null) : Exception(what, inner);

/// <summary>What is stored cannot be read back as it was written. Only the conversation it belongs to is affected.</summary>
public sealed class JournalDamagedException(string what, Exception? inner = null) : Exception(what, inner);

/// <summary>The key of this conversation's records was destroyed: they are disposed of, and nobody reads or continues them. Nothing is wrong, and trying again is in vain.</summary>
public sealed class JournalDisposedException(string conversation, Exception? inner = null) : Exception($"Conversation {conversation} was disposed of.", inner);
