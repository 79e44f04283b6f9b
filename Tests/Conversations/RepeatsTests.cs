#if ENGINE_EMBEDDED
using Muster.Agents;
using Muster.Conversations;
using Muster.Identity;
using Muster.Records;
using Muster.Tests.Support;

namespace Muster.Tests.Conversations;

/// <summary>Commands sent again because an answer got lost, and stores that fail (W25, C15).</summary>
public sealed class RepeatsTests
{
    public static TheoryData<string> Commands =>
        ["post", "agent's post", "note", "tag", "closing question", "closing answer", "transfer", "citizen's end", "close", "rate"];

    [Theory, MemberData(nameof(Commands))]
    public async Task Sent_twice_a_command_is_answered_twice_and_done_once(string command)
    {
        await using var cluster = await ChatCluster.Start();
        var (alex, robin) = await Talking(cluster);
        await Prepare(command, robin, alex);

        var first = await Send(command, robin, alex);
        var facts = cluster.Journal.FactsOf(robin.Key).Count;
        var again = await Send(command, robin, alex);

        Assert.True(first.IsDone);
        Assert.Equal(first, again);
        Assert.Equal(facts, cluster.Journal.FactsOf(robin.Key).Count);
    }

    [Theory, MemberData(nameof(Commands))]
    public async Task What_a_failing_store_lost_is_not_acknowledged_and_is_done_when_sent_again(string command)
    {
        await using var cluster = await ChatCluster.Start();
        var (alex, robin) = await Talking(cluster);
        await Prepare(command, robin, alex);
        var before = cluster.Journal.FactsOf(robin.Key).Count;

        cluster.Journal.FailNext(MemoryJournal.Fault.Lost);
        await Assert.ThrowsAsync<JournalUnavailableException>(() => Send(command, robin, alex));

        Assert.Equal(before, cluster.Journal.FactsOf(robin.Key).Count);
        var again = await Send(command, robin, alex);
        Assert.True(again.IsDone);
        Assert.True(before < cluster.Journal.FactsOf(robin.Key).Count);
        Assert.Equal(again, await Send(command, robin, alex));
    }

    [Theory, MemberData(nameof(Commands))]
    public async Task What_was_stored_behind_a_failure_is_acknowledged_when_sent_again_and_done_once(string command)
    {
        await using var cluster = await ChatCluster.Start();
        var (alex, robin) = await Talking(cluster);
        await Prepare(command, robin, alex);

        cluster.Journal.FailNext(MemoryJournal.Fault.StoredAndReportedLost);
        await Assert.ThrowsAsync<JournalUnavailableException>(() => Send(command, robin, alex));
        var facts = cluster.Journal.FactsOf(robin.Key).Count;
        var again = await Send(command, robin, alex);

        Assert.True(again.IsDone);
        Assert.Equal(facts, cluster.Journal.FactsOf(robin.Key).Count);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(1)]
    [InlineData(0)]
    public async Task The_same_start_is_the_same_conversation(int? fault)
    {
        await using var cluster = await ChatCluster.Start();
        var robin = cluster.Citizen();

        if (fault is { } kind)
        {
            cluster.Journal.FailNext((MemoryJournal.Fault)kind);
            await Assert.ThrowsAsync<JournalUnavailableException>(() => robin.Grain.Start(robin.FirstWords));
        }

        var first = (await robin.Grain.Start(robin.FirstWords)).Value!;
        var again = (await robin.Grain.Start(robin.FirstWords with { Text = "in other words" })).Value!;

        Assert.Equal(first with { Repeated = true }, again);
        Assert.Equal(3, cluster.Journal.FactsOf(robin.Key).Count);
        Assert.Equal("Good morning", (await robin.Reads())[1].Text);
        Assert.Equal(1, (await cluster.Queue.Board(Caller.System(Some.Agency))).Value!.Waiting);
    }

    [Fact]
    public async Task The_first_message_sent_again_as_a_message_is_the_first_message()
    {
        await using var cluster = await ChatCluster.Start();
        var robin = cluster.Citizen();
        var started = await robin.Starts();

        var again = await robin.Posts("Good morning", robin.FirstWords.Secret);

        Assert.Equal(started.Seq, again.Value!.Seq);
    }

    [Fact]
    public async Task A_message_sent_again_after_the_close_gets_its_first_answer()
    {
        await using var cluster = await ChatCluster.Start();
        var (alex, robin) = await Talking(cluster);
        var (first, reply) = (await robin.Posts("It leaks", "m-1"), await alex.Posts(robin.Key, "Where?", "m-1"));
        await alex.Closes(robin.Key);

        Assert.Equal(first, await robin.Posts("It leaks", "m-1"));
        Assert.Equal(reply, await alex.Posts(robin.Key, "Where?", "m-1"));
        Assert.Equal(Refusal.ConversationClosed, (await robin.Posts("late", "m-2")).Refusal);
    }

    [Fact]
    public async Task A_message_sent_again_by_whoever_lost_the_conversation_gets_its_first_answer()
    {
        await using var cluster = await ChatCluster.Start();
        var (alex, robin) = await Talking(cluster);
        var first = await alex.Posts(robin.Key, "One moment", "m-1");
        await alex.Is(Presence.Offline);

        Assert.Equal(first, await alex.Posts(robin.Key, "One moment", "m-1"));
        Assert.Equal(Refusal.NotFound, (await alex.Posts(robin.Key, "Still here?", "m-2")).Refusal);
    }

    [Fact]
    public async Task Ids_of_two_sides_are_no_repeats_of_each_other()
    {
        await using var cluster = await ChatCluster.Start();
        var (alex, robin) = await Talking(cluster);

        var (one, other) = (await robin.Posts("It leaks", "same"), await alex.Posts(robin.Key, "Where?", "same"));

        Assert.NotEqual(one.Value!.Seq, other.Value!.Seq);
    }

    [Fact]
    public async Task An_activation_that_another_has_overtaken_steps_down_instead_of_answering()
    {
        await using var cluster = await ChatCluster.Start();
        var (alex, robin) = await Talking(cluster);
        var holding = await robin.Grain.WhoHolds(0);

        cluster.Journal.AppendBehindTheGrainsBack(robin.Key, new AgentLeft(Some.AlexAuthor, "agent-lost"));
        cluster.Journal.AppendBehindTheGrainsBack(robin.Key, new ConversationQueued(Some.Queue, holding.Ticket, "agent-lost"));

        await Assert.ThrowsAsync<JournalUnavailableException>(() => robin.Grain.WhoHolds(holding.Seq + 2));
        Assert.Equal(ConversationStatus.Waiting, (await robin.Grain.WhoHolds(holding.Seq + 2)).Status);
        Assert.Equal(Refusal.NotFound, (await alex.Posts(robin.Key, "Hello?", "m-1")).Refusal);
    }

    [Fact]
    public async Task An_overtaken_activations_message_is_not_stored_and_its_repeat_is()
    {
        await using var cluster = await ChatCluster.Start();
        var (_, robin) = await Talking(cluster);
        cluster.Journal.AppendBehindTheGrainsBack(robin.Key, new NoteAdded(Some.AlexAuthor, "from elsewhere"));

        await Assert.ThrowsAsync<JournalConflictException>(() => robin.Posts("It leaks", "m-1"));
        var again = await robin.Posts("It leaks", "m-1");

        Assert.Equal(6, again.Value!.Seq);
    }

    [Fact]
    public async Task An_activation_overtaken_before_its_tombstone_leaves_it_to_its_successor()
    {
        await using var cluster = await ChatCluster.Start();
        var (_, robin) = await Talking(cluster);
        await robin.Posts("My card is 4111 1111", "m-1");

        cluster.Journal.FailNext(MemoryJournal.Fault.StoredAndOvertaken);
        await Assert.ThrowsAsync<JournalConflictException>(() => robin.Posts("1111 1111, thanks", "m-2"));
        Assert.Contains("4111", cluster.Journal.JsonOf(robin.Key), StringComparison.Ordinal);

        Assert.Equal(6, (await robin.Posts("1111 1111, thanks", "m-2")).Value!.Seq);
        Assert.DoesNotContain("4111", cluster.Journal.JsonOf(robin.Key), StringComparison.Ordinal);
    }

    private static async Task<(AgentAtWork, CitizenAtHome)> Talking(ChatCluster cluster)
    {
        var (alex, robin) = (await cluster.Hire("alex"), cluster.Citizen());
        await cluster.Hire("blake");
        await alex.Is(Presence.Available);
        await robin.Starts();
        await alex.Holds(robin.Key);
        return (alex, robin);
    }

    private static async Task Prepare(string command, CitizenAtHome robin, AgentAtWork alex)
    {
        if (command == "closing answer")
            await robin.Grain.AskClosing(alex.Caller);
        if (command == "rate")
            await alex.Closes(robin.Key);
        if (command == "transfer")
            await alex.Is(Presence.Busy); // so that it stays in the line
    }

    private static Task<Outcome<Receipt>> Send(string command, CitizenAtHome robin, AgentAtWork alex) => command switch
    {
        "post" => robin.Posts("It leaks", "m-1"),
        "agent's post" => alex.Posts(robin.Key, "Where?", "m-1"),
        "note" => robin.Grain.Note(alex.Caller, new AddNote("Rang twice", "n-1")),
        "tag" => robin.Grain.Tag(alex.Caller, new TagConversation(["water"])),
        "closing question" => robin.Grain.AskClosing(alex.Caller),
        "closing answer" => robin.Grain.AnswerClosing(robin.Caller, moreHelp: true),
        "transfer" => robin.Grain.Transfer(alex.Caller, new TransferConversation(null, "blake", "Knows pumps")),
        "citizen's end" => robin.Ends(),
        "close" => robin.Grain.Close(alex.Caller, Some.Close(note: "Sent the form")),
        "rate" => robin.Grain.Rate(robin.Caller, new RateConversation(true, 4, null)),
        _ => throw new ArgumentOutOfRangeException(nameof(command)),
    };
}
#endif
