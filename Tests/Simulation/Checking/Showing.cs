namespace Muster.Tests.Simulation.Checking;

/// <summary>What one reader saw of one conversation, from one opening of the stream to its end.</summary>
/// <param name="Reader">The citizen's name or the agent's staff id.</param>
/// <param name="StaffId">Null for a citizen.</param>
/// <param name="Conversation">The grain key.</param>
/// <param name="After">The seq it resumed after.</param>
public sealed record Showing(string Reader, string? StaffId, string Conversation, int After)
{
    public List<SeenEntry> Entries { get; } = [];

    /// <summary>It was still open when everything had come to rest, so nothing may be missing at its end.</summary>
    public bool IsOpenAtEnd { get; set; }
}
