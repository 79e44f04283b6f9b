namespace Orleans.Embedded.Simulation;

/// <summary>A number that two runs share only if they took the same decisions in the same order: FNV-1a over 64-bit words.</summary>
internal sealed class TraceHash
{
    public ulong Value { get; private set; } = 14695981039346656037;

    public void Add(long word) => Value = ulong.RotateLeft((Value ^ (ulong)word) * 1099511628211, 23);

    public void Add(string text)
    {
        foreach (var character in text)
        {
            Add(character);
        }
    }
}
