namespace Muster.Tests.Simulation.Checking;

/// <summary>An expert advised the holder of a conversation: read along, and wrote notes.</summary>
/// <param name="Joined">The fact that says so.</param>
/// <param name="Question">What was asked.</param>
public sealed record Advice(StoredFact Joined, StoredFact Question)
{
    public string StaffId => Joined.StaffId!;

    public DateTimeOffset From => Joined.At;

    /// <summary>The fact that ended it; null while it lasts.</summary>
    public StoredFact? Ended { get; set; }

    /// <summary>The last entry the expert may see.</summary>
    public int LastVisible => Ended?.Seq ?? int.MaxValue;
}
