namespace Muster.LoadTests.Proof;

/// <summary>A durable entry of a conversation as some reader was shown it.</summary>
/// <param name="Seq">its number in the conversation</param>
/// <param name="IsMessage">false for joined, closed and whatever else is no message</param>
/// <param name="Key">read from its messageId</param>
/// <param name="Text">hash of its words</param>
/// <param name="At">ticks of its time, UTC</param>
internal readonly record struct Entry(long Seq, bool IsMessage, MessageKey Key, uint Text, long At);
