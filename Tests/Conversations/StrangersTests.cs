#if ENGINE_EMBEDDED
using Muster.Auditing;
using Muster.Conversations;
using Muster.Identity;
using Muster.Tests.Support;

namespace Muster.Tests.Conversations;

/// <summary>Whoever a conversation does not concern learns nothing of it, shows nothing in it, and leaves the trace that is due.</summary>
public sealed class StrangersTests
{
    private const string Elsewhere = "elsewhere";

    private static readonly Caller Kim = Caller.Staff(Role.Supervisor, Some.Agency, "staff-kim", [Some.Queue]);

    public static TheoryData<string> Senders => ["another citizen", "its citizen at another agency", "its agent at another agency"];

    [Theory, MemberData(nameof(Senders))]
    public async Task The_answer_to_a_message_is_given_again_to_its_sender_alone(string sender)
    {
        await using var cluster = await ChatCluster.Start();
        var (alex, robin) = await cluster.Talking();
        Assert.True((await robin.Posts("It leaks", "m-1")).IsDone);
        Assert.True((await alex.Posts(robin.Key, "Where?", "m-1")).IsDone);
        var stranger = sender switch
        {
            "another citizen" => cluster.Citizen("c-2").Caller,
            "its citizen at another agency" => robin.Caller with { Agency = Elsewhere },
            _ => alex.Caller with { Agency = Elsewhere },
        };

        var answer = await robin.Grain.Post(stranger, new PostMessage("m-1", "It leaks"));

        Assert.Equal(Refusal.NotFound, answer.Refusal);
    }

    [Fact]
    public async Task The_answer_to_a_note_or_a_handover_is_given_again_to_its_sender_alone()
    {
        await using var cluster = await ChatCluster.Start();
        var (alex, robin) = await cluster.Talking();
        var (note, handover) = (new AddNote("Knows the road.", "n-1"), new TransferConversation(Some.OtherQueue, null, "note") { MessageId = "t-1" });
        var written = await robin.Grain.Note(alex.Caller, note);
        var handedOver = await robin.Grain.Transfer(alex.Caller, handover);
        Assert.True(written.IsDone && handedOver.IsDone);

        Assert.Equal(written.Value, (await robin.Grain.Note(alex.Caller, note)).Value); // although they hold it no longer
        Assert.Equal(handedOver.Value, (await robin.Grain.Transfer(alex.Caller, handover)).Value);
        Assert.DoesNotContain(cluster.Audit.LinesOf(Some.Agency), line => line.Actor == alex.StaffId && line.Action is AuditAction.Whispered or AuditAction.Reassigned); // an agent oversees nothing
        Assert.Equal(Refusal.NotFound, (await robin.Grain.Note(alex.Caller with { Agency = Elsewhere }, note)).Refusal);
        Assert.Equal(Refusal.NotFound, (await robin.Grain.Transfer(alex.Caller with { Agency = Elsewhere }, handover)).Refusal);
    }

    [Fact]
    public async Task Its_citizen_and_its_holder_are_shown_to_write_and_to_have_read_and_nobody_else_is()
    {
        await using var cluster = await ChatCluster.Start();
        var (alex, robin) = await cluster.Talking();
        var blake = await cluster.Hire("blake");
        Caller[] strangers = [blake.Caller, cluster.Citizen("c-2").Caller, alex.Caller with { Agency = Elsewhere }];

        foreach (var stranger in strangers)
        {
            await robin.Grain.Typing(stranger);
            await robin.Grain.MarkRead(stranger, 1);
        }

        await robin.Grain.Typing(alex.Caller);
        await robin.Grain.MarkRead(robin.Caller, 2);

        await robin.Screen.Signals.Until("what Robin has read is shown", signal => signal is { Kind: Signal.Read, Seq: 2 });
        Assert.Equal(
            ["typing Agent alex alias", "read Citizen Robin"],
            robin.Screen.Signals.All.Select(signal => $"{signal.Kind} {signal.From} {signal.Name}"));
    }

    [Fact]
    public async Task Only_its_citizen_is_shown_to_have_come()
    {
        await using var cluster = await ChatCluster.Start();
        var (alex, robin) = await cluster.Talking();

        await robin.Grain.Connected(alex.Caller, isConnected: false);
        await robin.Grain.Connected(cluster.Citizen("c-2").Caller, isConnected: false);
        await robin.Grain.Connected(robin.Caller, isConnected: true);

        await robin.Screen.Signals.Until("Robin is there", signal => signal is { Kind: Signal.Presence, IsConnected: true });
        Assert.Single(robin.Screen.Signals.All);
    }

    [Fact]
    public async Task A_supervisor_sees_nothing_that_is_not_in_the_log()
    {
        await using var cluster = await ChatCluster.Start();
        var (_, robin) = await cluster.Talking();
        cluster.Audit.NextFailsStored = false;

        await Assert.ThrowsAnyAsync<Exception>(() => robin.Grain.Look(Kim));
        Assert.True((await robin.Grain.Look(Kim)).IsDone);

        Assert.Equal(Kim.StaffId, Assert.Single(cluster.Audit.LinesOf(Some.Agency), line => line.Action == AuditAction.ConversationRead).Actor);
    }

    [Fact]
    public async Task The_agent_who_holds_it_does_not_wait_for_the_log()
    {
        await using var cluster = await ChatCluster.Start();
        var (alex, robin) = await cluster.Talking();
        cluster.Audit.NextFailsStored = false;

        Assert.True((await robin.Grain.Look(alex.Caller)).IsDone);
    }

    [Fact]
    public async Task Staff_who_ask_for_what_is_not_theirs_are_a_line_of_the_agency_that_was_asked()
    {
        await using var cluster = await ChatCluster.Start();
        var (alex, robin) = await cluster.Talking();
        var blake = await cluster.Hire("blake");
        Caller[] strangers = [blake.Caller, cluster.Citizen("c-2").Caller, alex.Caller with { Agency = Elsewhere }];

        foreach (var stranger in strangers)
            Assert.Equal(Refusal.NotFound, (await robin.Grain.Look(stranger)).Refusal);
        await robin.Grain.Look(Kim); // waits for the log, behind them
        await cluster.Grains.GetGrain<IAuditGrain>(Elsewhere).Verify(Caller.System(Elsewhere), new AuditCheck(null, null));

        Assert.Equal(
            [$"{blake.StaffId} not-theirs", $"{alex.StaffId} other-agency"],
            cluster.Audit.LinesOf(Some.Agency).Where(line => line.Action == AuditAction.Refused).Select(line => $"{line.Actor} {line.Reason}"));
        Assert.DoesNotContain(cluster.Audit.LinesOf(Elsewhere), line => line.Action == AuditAction.Refused);
    }
}
#endif
