namespace Muster.Silo.Storage;

/// <summary>What a page tells of an entry without its body.</summary>
/// <param name="At">UTC, ticks of 100 ns.</param>
/// <param name="Length">Bytes of its body.</param>
internal readonly record struct PageEntry(int Seq, long At, UInt128 Key, int Length);
