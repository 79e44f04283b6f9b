using Muster.Conversations;
using Muster.Identity;
using Muster.WebFront.Live;

namespace Muster.Tests.Front.Live;

/// <summary>Who is told of what is pushed to a front, each by hand: the grain decides what is read, and this what comes unasked.</summary>
public sealed class AudienceTests
{
    private const string Colleague = "5ab3";

    private static readonly Caller[] Nobody =
        [Staff(Role.Viewer), Staff(Role.Administrator), Staff(Role.RecordsOfficer), Staff(Role.Auditor), Caller.System(Some.Agency)];

    [Fact]
    public void What_is_for_staff_is_hidden_from_citizens_alone()
    {
        var (note, message) = (Entry(isStaffOnly: true), Entry(isStaffOnly: false));

        Assert.True(note.IsHiddenFrom(Some.Citizen));
        Assert.False(message.IsHiddenFrom(Some.Citizen));
        Assert.All((Caller[])[Some.Agent, Some.Supervisor(Some.Queue)], caller => Assert.False(note.IsHiddenFrom(caller)));
    }

    [Theory]
    [InlineData(null, null, false)]
    [InlineData(Some.StaffId, null, true)] // theirs while they held it
    [InlineData(null, Some.StaffId, true)]
    [InlineData(Some.StaffId, Colleague, true)]
    [InlineData(Colleague, Some.StaffId, true)]
    [InlineData(Colleague, Colleague, false)]
    [InlineData(Colleague, null, false)]
    public void An_agent_sees_what_happened_while_they_held_it_or_hold_it_now(string? then, string? now, bool isSeen)
    {
        Assert.Equal(isSeen, Some.Agent.MaySee(then, now, Some.Queue));
        Assert.True(Some.Citizen.MaySee(then, now, Some.Queue));
        Assert.True(Some.Supervisor(Some.Queue).MaySee(then, now, Some.Queue));
        Assert.False(Some.Supervisor("permits").MaySee(then, now, Some.Queue));
        Assert.False(Some.Supervisor(Some.Queue).MaySee(then, now, null));
        Assert.All(Nobody, caller => Assert.False(caller.MaySee(then, now, Some.Queue)));
    }

    [Fact]
    public void Whoever_advises_the_holder_sees_what_the_holder_sees_and_no_signals()
    {
        Assert.True(Some.Agent.MaySee(Colleague, Colleague, Some.Queue, Some.StaffId));
        Assert.True(Some.Agent.MayFollow(Colleague, Some.Queue, Some.StaffId));
        Assert.False(Some.Agent.MayFollow(Colleague, Some.Queue, "5ab4"));
        Assert.All(Nobody, caller => Assert.False(caller.MaySee(Colleague, Colleague, Some.Queue, caller.StaffId)));
    }

    [Fact]
    public void A_stream_goes_on_for_whoever_may_see_what_comes_now()
    {
        Assert.True(Some.Citizen.MayFollow(Colleague, Some.Queue));
        Assert.True(Some.Agent.MayFollow(Some.StaffId, Some.Queue));
        Assert.False(Some.Agent.MayFollow(Colleague, Some.Queue));
        Assert.True(Some.Supervisor(Some.Queue).MayFollow(Colleague, Some.Queue));
        Assert.False(Some.Supervisor("permits").MayFollow(Colleague, Some.Queue));
        Assert.All(Nobody, caller => Assert.False(caller.MayFollow(Colleague, Some.Queue)));
    }

    [Theory]
    [InlineData(Signal.Typing, Role.Citizen, false, true)]
    [InlineData(Signal.Read, Role.Citizen, false, true)]
    [InlineData(Signal.Presence, Role.Citizen, false, true)]
    [InlineData(Signal.Typing, Role.Agent, true, false)]
    [InlineData(Signal.Read, Role.Agent, true, false)]
    [InlineData(Signal.NoReply, Role.System, false, true)]
    public void What_passes_by_is_told_to_the_other_side(string kind, Role from, bool toCitizen, bool toHolder)
    {
        var signal = new Signal(kind, from, null, null, Some.Moment);

        Assert.Equal(toCitizen, Some.Citizen.MaySee(signal, Some.StaffId, Some.Queue));
        Assert.Equal(toHolder, Some.Agent.MaySee(signal, Some.StaffId, Some.Queue));
        Assert.False(Some.Agent.MaySee(signal, Colleague, Some.Queue));
        Assert.False(Some.Agent.MaySee(signal, null, Some.Queue));
        Assert.True(Some.Supervisor(Some.Queue).MaySee(signal, Some.StaffId, Some.Queue));
        Assert.False(Some.Supervisor("permits").MaySee(signal, Some.StaffId, Some.Queue));
        Assert.All(Nobody, caller => Assert.False(caller.MaySee(signal, Some.StaffId, Some.Queue)));
    }

    private static Caller Staff(Role role) => Caller.Staff(role, Some.Agency, "5ab4", [Some.Queue]);

    private static Entry Entry(bool isStaffOnly) => new(1, Some.Moment, EntryKind.Message, Role.Agent, null, isStaffOnly);
}
