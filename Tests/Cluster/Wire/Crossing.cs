#if ENGINE_ORLEANS
namespace Muster.Tests.Cluster.Wire;

/// <summary>What was sent from a silo and to it, and as what it arrived.</summary>
internal sealed record Crossing(IReadOnlyList<object?> Sent, IReadOnlyList<object?> Arrived)
{
    /// <summary>Everything arrived as it was, and as a copy: what never leaves a silo is handed over as it stands.</summary>
    public void IsWhole()
    {
        Assert.Equal(Sent.Select(Spelled.Of), Arrived.Select(Spelled.Of));
        Assert.All(Sent.Zip(Arrived), pair => Assert.False(pair.First is not null && ReferenceEquals(pair.First, pair.Second), $"{pair.First} did not leave its silo."));
    }
}
#endif
