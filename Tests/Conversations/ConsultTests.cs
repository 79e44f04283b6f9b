#if ENGINE_EMBEDDED
using Muster.Agencies;
using Muster.Agents;
using Muster.Conversations;
using Muster.Identity;
using Muster.Tests.Support;

namespace Muster.Tests.Conversations;

/// <summary>The holder of a conversation asks for advice and keeps it (A13), on grains.</summary>
public sealed class ConsultTests
{
    private static readonly AskConsult ToFlood = new(Some.OtherQueue, null, "Which pump?") { MessageId = "q-1" };

    [Fact]
    public async Task An_expert_reads_along_advises_in_notes_and_ends_it_and_the_citizen_hears_nothing_of_it()
    {
        await using var cluster = await ChatCluster.Start();
        var (alex, bea, robin, consult) = await Advised(cluster);

        var note = await robin.Grain.Note(bea.Caller, new AddNote("The blue one.", "n-1"));
        var post = await robin.Grain.Post(bea.Caller, new PostMessage("m-1", "Hello"));
        var close = await robin.Grain.Close(bea.Caller, Some.Close());
        var ended = await consult.Close(bea.Caller, new CloseConversation(null));
        var after = await Eventually(cluster, () => robin.Grain.Read(bea.Caller, 0, 500), read => !read.IsDone, alex, bea);

        Assert.True(note.IsDone);
        Assert.Equal((Refusal.NotFound, Refusal.NotFound), (post.Refusal, close.Refusal));
        Assert.True(ended.IsDone);
        Assert.Equal(Refusal.NotFound, after.Refusal);
        Assert.Equal(alex.StaffId, (await robin.Grain.WhoHolds(0)).StaffId);
        Assert.Empty((await bea.Looks()).Slots);
        var told = (await robin.Grain.Read(alex.Caller, 0, 500)).Value!.Entries.Where(entry => entry.StaffOnly).ToList();
        Assert.Equal([EntryKind.ConsultAsked, EntryKind.ConsultJoined, EntryKind.Note, EntryKind.ConsultEnded], told.Select(entry => entry.Kind));
        Assert.Equal(("Which pump?", "bea alias", "bea alias", ConsultEnd.Expert), (told[0].Text, told[1].AuthorName, told[2].AuthorName, told[3].Reason));
        Assert.DoesNotContain(await robin.Reads(), entry => entry.StaffOnly || entry.Consult is not null);
    }

    [Fact]
    public async Task The_same_question_again_is_one_question_and_a_second_waits_for_the_end_of_the_first()
    {
        await using var cluster = await ChatCluster.Start();
        var (alex, robin) = await cluster.Talking();

        var first = await robin.Grain.Consult(alex.Caller, ToFlood);
        var again = await robin.Grain.Consult(alex.Caller, ToFlood);
        var second = await robin.Grain.Consult(alex.Caller, ToFlood with { MessageId = "q-2" });

        Assert.Equal(first.Value!.Seq, again.Value!.Seq);
        Assert.Equal(Refusal.NotAllowed, second.Refusal);
    }

    [Fact]
    public async Task Who_asks_is_never_asked_themselves()
    {
        await using var cluster = await ChatCluster.Start();
        var (alex, robin) = await cluster.Talking();

        await robin.Grain.Consult(alex.Caller, ToFlood);
        await cluster.Work(90, alex);

        Assert.Equal([robin.Key], (await alex.Looks()).Slots.Select(slot => slot.Conversation));
        Assert.Equal(ConversationStatus.Waiting, (await cluster.Grains.GetGrain<IConversationGrain>(KeyOf(robin)).WhoHolds(0)).Status);
    }

    [Fact]
    public async Task Who_asked_ends_it_and_the_expert_is_free_again()
    {
        await using var cluster = await ChatCluster.Start();
        var (alex, bea, robin, consult) = await Advised(cluster);
        var id = GrainKey.IdOf(KeyOf(robin));

        var ended = await robin.Grain.EndConsult(alex.Caller, new EndConsult(id));
        var again = await robin.Grain.EndConsult(alex.Caller, new EndConsult(id));

        Assert.Equal(ended.Value, again.Value);
        Assert.Equal(Refusal.NotFound, (await robin.Grain.Read(bea.Caller, 0, 500)).Refusal);
        await bea.Until("is free", view => view.Slots.IsEmpty);
        Assert.Equal(ConversationStatus.Closed, (await consult.WhoHolds(0)).Status);
        Assert.Equal(Refusal.NotFound, (await robin.Grain.EndConsult(bea.Caller, new EndConsult(id))).Refusal);
    }

    [Theory]
    [InlineData("closed")]
    [InlineData("handed over")]
    [InlineData("given back")]
    public async Task With_the_conversation_the_advice_ends(string how)
    {
        await using var cluster = await ChatCluster.Start();
        var (alex, bea, robin, consult) = await Advised(cluster);

        if (how == "closed")
            await robin.Grain.Close(alex.Caller, Some.Close());
        else if (how == "handed over")
            await robin.Grain.Transfer(alex.Caller, new TransferConversation(Some.Queue, null, "Please take over."));
        else
            await alex.Is(Presence.Offline);

        Assert.Equal(Refusal.NotFound, (await robin.Grain.Read(bea.Caller, 0, 500)).Refusal);
        await bea.Until("lets go of it", view => view.Slots.All(slot => slot.Conversation != KeyOf(robin)));
        Assert.Equal(ConversationStatus.Closed, (await consult.WhoHolds(0)).Status);
    }

    [Fact]
    public async Task Where_the_expert_is_lost_another_is_found_and_the_first_reads_no_more()
    {
        await using var cluster = await ChatCluster.Start();
        var (alex, bea, robin, _) = await Advised(cluster);
        var kim = await cluster.HireFor(Some.OtherQueue, "kim");
        await kim.Is(Presence.Available);

        await bea.Is(Presence.Offline);
        await kim.Holds(KeyOf(robin));
        var read = await Eventually(cluster, () => robin.Grain.Read(kim.Caller, 0, 500), read => read.IsDone, alex, kim);

        Assert.Equal(Refusal.NotFound, (await robin.Grain.Read(bea.Caller, 0, 500)).Refusal);
        Assert.Equal("kim alias", read.Value!.Entries.Last(entry => entry.Kind == EntryKind.ConsultJoined).AuthorName);
    }

    [Fact]
    public async Task A_question_that_nobody_takes_comes_back_to_who_asked()
    {
        await using var cluster = await ChatCluster.Start(agency => agency with { Limits = agency.Limits with { TransferReturnSeconds = 30 } });
        var (alex, robin) = await cluster.Talking();

        await robin.Grain.Consult(alex.Caller, ToFlood);
        var read = await Eventually(cluster, () => robin.Grain.Read(alex.Caller, 0, 500), read => read.Value!.Entries.Any(entry => entry.Kind == EntryKind.ConsultEnded), alex);

        Assert.Equal(ConsultEnd.NotTaken, read.Value!.Entries.Last().Reason);
        Assert.True((await robin.Grain.Consult(alex.Caller, ToFlood with { MessageId = "q-2" })).IsDone);
    }

    [Fact]
    public async Task Whoever_hears_that_they_have_it_may_read_at_once()
    {
        await using var cluster = await ChatCluster.Start();
        var (alex, robin, bea) = await Asking(cluster);
        await bea.Is(Presence.Available);

        await bea.Holds(KeyOf(robin));

        Assert.True((await robin.Grain.Watch(bea.Caller, cluster.Grains.CreateObjectReference<IConversationWatcher>(new Screen()), 0)).IsDone);
        Assert.Equal(bea.StaffId, (await robin.Grain.Watch(alex.Caller, cluster.Grains.CreateObjectReference<IConversationWatcher>(new Screen()), 0)).Value!.Expert);
        Assert.Equal(robin.Key, (await bea.Looks()).Slots.Single().ConsultOf);
    }

    [Fact]
    public async Task In_a_consult_itself_nobody_does_what_is_done_with_a_citizens_conversation()
    {
        await using var cluster = await ChatCluster.Start();
        var (_, bea, robin, consult) = await Advised(cluster);
        var citizen = Caller.Citizen(Some.Agency, KeyOf(robin));

        Assert.Equal(Refusal.NotAllowed, (await consult.Post(bea.Caller, Some.Message())).Refusal);
        Assert.Equal(Refusal.NotAllowed, (await consult.Note(bea.Caller, new AddNote("A note"))).Refusal);
        Assert.Equal(Refusal.NotAllowed, (await consult.Transfer(bea.Caller, new TransferConversation(Some.Queue, null, "A note"))).Refusal);
        Assert.Equal(Refusal.NotAllowed, (await consult.Tag(bea.Caller, new TagConversation(["tag"]))).Refusal);
        Assert.Equal(Refusal.NotAllowed, (await consult.AskClosing(bea.Caller)).Refusal);
        Assert.Equal(Refusal.NotAllowed, (await consult.Consult(bea.Caller, ToFlood)).Refusal);
        Assert.Equal(Refusal.NotAllowed, (await consult.Warn(bea.Caller, new WarnCitizen())).Refusal);
        Assert.Equal(Refusal.NotAllowed, (await consult.EndForAbuse(bea.Caller, new EndForAbuse("Rude"))).Refusal);
        Assert.Equal(Refusal.NotAllowed, (await consult.ProposeBan(bea.Caller, new Muster.Bans.ProposeBan(1, "Rude"))).Refusal);
        Assert.Equal(Refusal.NotAllowed, (await consult.Refer(bea.Caller, new ReferCitizen("Phone"))).Refusal);
        Assert.Equal(Refusal.NotAllowed, (await consult.RecordContact(bea.Caller, new RecordContact(ContactOutcome.Reached, null, null))).Refusal);
        Assert.Equal(Refusal.NotFound, (await consult.Look(citizen)).Refusal);
        Assert.Equal(Refusal.NotFound, (await consult.Post(citizen, Some.Message())).Refusal);
        Assert.Equal(Refusal.NotFound, (await consult.Close(citizen, new CloseConversation(null))).Refusal);
        Assert.Equal(Refusal.NotFound, (await consult.Rate(citizen, new RateConversation(true, 5, null))).Refusal);
        Assert.Equal(robin.Key, (await consult.Look(bea.Caller)).Value!.ConsultOf);
    }

    [Fact]
    public async Task A_supervisor_of_its_queue_ends_a_consult_that_waits_and_no_other_does()
    {
        await using var cluster = await ChatCluster.Start();
        var (alex, robin, _) = await Asking(cluster);
        var consult = cluster.Grains.GetGrain<IConversationGrain>(KeyOf(robin));

        var foreign = await consult.Close(Caller.Staff(Role.Supervisor, Some.Agency, "staff-sue", [Some.Queue]), new CloseConversation(null));
        var ended = await consult.Close(Caller.Staff(Role.Supervisor, Some.Agency, "staff-sue", [Some.OtherQueue]), new CloseConversation(null));
        var read = await Eventually(cluster, () => robin.Grain.Read(alex.Caller, 0, 500), read => read.Value!.Entries.Any(entry => entry.Kind == EntryKind.ConsultEnded), alex);

        Assert.Equal(Refusal.NotFound, foreign.Refusal);
        Assert.True(ended.IsDone);
        Assert.Equal(ConsultEnd.Supervisor, read.Value!.Entries.Last().Reason);
    }

    private static string KeyOf(CitizenAtHome citizen) => ConsultName.KeyOf(citizen.Key, ConsultName.Of(citizen.Key, 1));

    /// <summary>Robin talks with Alex, who has asked a queue that Bea alone serves.</summary>
    private static async Task<(AgentAtWork Alex, CitizenAtHome Robin, AgentAtWork Bea)> Asking(ChatCluster cluster)
    {
        var (alex, bea, robin) = (await cluster.HireFor(Some.Queue, "alex"), await cluster.HireFor(Some.OtherQueue, "bea"), cluster.Citizen());
        await alex.Is(Presence.Available);
        await robin.Starts();
        await alex.Holds(robin.Key);
        Assert.True((await robin.Grain.Consult(alex.Caller, ToFlood)).IsDone);
        return (alex, robin, bea);
    }

    /// <summary>And Bea advises.</summary>
    private static async Task<(AgentAtWork Alex, AgentAtWork Bea, CitizenAtHome Robin, IConversationGrain Consult)> Advised(ChatCluster cluster)
    {
        var (alex, robin, bea) = await Asking(cluster);
        await bea.Is(Presence.Available);
        await bea.Holds(KeyOf(robin));
        Assert.True((await robin.Grain.Read(bea.Caller, 0, 500)).IsDone);
        return (alex, bea, robin, cluster.Grains.GetGrain<IConversationGrain>(KeyOf(robin)));
    }

    private static async Task<T> Eventually<T>(ChatCluster cluster, Func<Task<T>> ask, Func<T, bool> isIt, params AgentAtWork[] agents)
    {
        for (var second = 0; second < 90; second++)
        {
            if (await ask() is var answer && isIt(answer))
                return answer;
            await cluster.Work(1, agents);
        }

        throw new TimeoutException("It did not come to be within a minute and a half.");
    }
}
#endif
