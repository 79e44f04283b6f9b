namespace Muster.Silo.Storage;

/// <summary>One entry as a store keeps it.</summary>
/// <param name="Seq">Its number in the conversation, from 1 without a gap.</param>
/// <param name="At">When it happened, UTC, in ticks of 100 ns.</param>
/// <param name="Key">Recognises a repeated command; 0 where there is none.</param>
/// <param name="Body">The fact in its envelope.</param>
public readonly record struct StoredEntry(int Seq, long At, UInt128 Key, ReadOnlyMemory<byte> Body);
