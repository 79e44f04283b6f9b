using Muster.Agents;
using static Muster.Tests.Simulation.Checking.HandMade;

namespace Muster.Tests.Simulation.Checking;

/// <summary>What the checks make of a supervisor's word.</summary>
public sealed class OverseenCheckTests
{
    [Theory]
    [InlineData(Sam, Queue, false)] // by name
    [InlineData(null, "other", false)] // where others need not be
    [InlineData(null, Queue, true)]
    [InlineData(Kim, Queue, true)]
    public void Whoever_did_not_reply_may_be_given_it_again_at_once_where_a_supervisor_has_moved_it(string? to, string queue, bool isBroken)
    {
        var history = new HandMade().IsThere(0, 600, Sam).Starts(30, "a/2").Joins(30.1, "a/2", Sam).TakenFrom(60.1, "a/2", Sam, 30).Is(61, Sam, Presence.Available)
            .Queued(62, "a/2", 30, "moved", onlyFor: to).Joins(118, "a/2", Sam);
        history.History.NoReply = TimeSpan.FromSeconds(30);
        history.History.StoryOf("a/2")!.Waits[^1] = new Wait(history.History.StoryOf("a/2")!.Waits[^1].Queued with { Queue = queue });

        Assert.Equal(isBroken, history.Broken().Contains("others come first after no reply"));
    }
}
