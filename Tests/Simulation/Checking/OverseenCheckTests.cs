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

    [Fact]
    public void Whom_a_supervisor_takes_passes_nobody_and_leaves_no_agent_idle() => Assert.Empty(Overseen()
        .Starts(30, "a/2").Starts(31, "a/3").Taken(32, "a/3").Joins(32.5, "a/2", Sam).Closes(40, "a/2", Sam).Closes(41, "a/3", Overseer).Broken().Except(["nobody is idle while someone waits"]));

    [Fact]
    public void What_was_taken_from_an_agent_is_theirs_no_longer() => Assert.Empty(Overseen()
        .Starts(30, "a/2").Joins(30.1, "a/2", Sam).Leaves(35, "a/2", Sam, "taken-over").Taken(35, "a/2").Closes(41, "a/2", Overseer).Broken());

    [Fact]
    public void What_was_taken_from_nobody_who_left_it_is_found() => Assert.Contains("stored facts make sense", Overseen()
        .Starts(30, "a/2").Joins(30.1, "a/2", Sam).Taken(35, "a/2").Closes(41, "a/2", Overseer).Broken());

    [Fact]
    public void A_supervisor_who_takes_more_than_they_may_hold_is_found() => Assert.Contains("capacity is kept", Overseen()
        .Starts(30, "a/2").Taken(30.1, "a/2").Starts(31, "a/3").Taken(31.1, "a/3").Closes(40, "a/2", Overseer).Closes(41, "a/3", Overseer).Broken());

    [Fact]
    public void A_supervisor_who_is_given_something_is_found() =>
        Assert.Contains("only the queue's agents hold", Overseen().Starts(30, "a/2").Joins(30.1, "a/2", Overseer).Closes(40, "a/2", Overseer).Broken());

    [Fact]
    public void An_agent_who_takes_something_is_found() => Assert.Contains("only the queue's agents hold", Overseen()
        .Starts(30, "a/2").Fact(30.1, "a/2", "joined", fact => fact with { Queue = Queue, StaffId = Sam, IsTaken = true }).Closes(40, "a/2", Sam).Broken());

    /// <summary>A supervisor who may hold one.</summary>
    private static HandMade Overseen()
    {
        var history = new HandMade().IsThere(0, 600, Sam).IsThere(0, 600, Overseer);
        history.History.Staff.Add(new Member(Overseer, 1, []) { Oversees = true });
        return history;
    }
}
