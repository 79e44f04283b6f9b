namespace Orleans.Embedded.Simulation;

/// <summary>Something due at a moment of virtual time.</summary>
internal sealed class Happening(string what, Action act, bool background)
{
    public string What { get; } = what;

    /// <summary>The engine's own housekeeping: nothing to wait for.</summary>
    public bool IsBackground { get; } = background;

    public bool IsCancelled { get; set; }

    public long Number { get; set; }

    public void Act() => act();
}
