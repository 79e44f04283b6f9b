namespace Muster.Records;

/// <summary>Where the entry with a key stands, kept in compact form for a conversation's whole life.</summary>
public readonly record struct JournalKey(UInt128 Key, int Seq, DateTimeOffset At);
