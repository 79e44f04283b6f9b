using System.Collections.Immutable;
using Muster.Agencies;
using Muster.Conversations;
using Muster.Queues;
using Muster.Tests.Support;

namespace Muster.Tests.Conversations;

/// <summary>What a citizen's words, language and choice make of a start (S46, S117).</summary>
public sealed class TriageRulesTests
{
    private static readonly AgencySettings Settings = Some.Settings with
    {
        Priorities = [new("urgent", "Urgent", 600), new("soon", "Soon", 60)],
        KeywordRules =
        [
            new("flooding", ["water in the house", "flooded"]) { Queue = Some.OtherQueue, Priority = "urgent" },
            new("permits", ["permit"]) { Skills = [new("permits", 2)] },
            new("flooding-again", ["flooded"]) { Priority = "soon" },
        ],
        Queues = [.. Some.Settings.Queues.Select(queue => queue.Id == Some.OtherQueue ? queue with { Languages = ["vi"], Priority = "soon" } : queue)],
    };

    [Fact]
    public void Where_no_rule_fits_a_start_is_as_urgent_as_any_and_anybodys()
    {
        var triaged = Triage(Some.Start() with { Text = "Good morning" });

        Assert.Equal(new Triaged(Some.Queue, null, null), triaged);
        Assert.True(triaged.IsOrdinary);
    }

    [Fact]
    public void The_first_rule_that_fits_moves_and_raises()
    {
        var triaged = Triage(Some.Start() with { Text = "My street is FLOODED, do I need a permit?" });

        Assert.Equal((Some.OtherQueue, "flooding", "urgent"), (triaged.Queue, triaged.Rule, triaged.Triage?.Priority));
        Assert.Equal(TimeSpan.FromMinutes(10), triaged.Triage?.HeadStart);
    }

    [Fact]
    public void A_rule_may_ask_for_a_skill_alone()
    {
        var triaged = Triage(Some.Start() with { Text = "A permit, please" });

        Assert.Equal((Some.Queue, "permits", null), (triaged.Queue, triaged.Rule, triaged.Triage?.Priority));
        Assert.Equal([new SkillLevel("permits", 2)], triaged.Triage!.Skills);
    }

    [Fact]
    public void Nobody_is_moved_to_a_queue_that_is_closed_but_raised_all_the_same()
    {
        var triaged = Triage(Some.Start() with { Text = "flooded" }, isOtherOpen: false);

        Assert.Equal((Some.Queue, "flooding", "urgent"), (triaged.Queue, triaged.Rule, triaged.Triage?.Priority));
    }

    [Fact]
    public void A_message_left_outside_the_hours_stays_where_it_was_left() =>
        Assert.Equal(Some.Queue, Triage(Some.Start() with { Text = "flooded", LeavesMessage = true }).Queue);

    [Fact]
    public void A_queues_own_class_counts_unless_a_rule_raises_higher()
    {
        Assert.Equal("soon", Triage(Some.Start() with { Queue = Some.OtherQueue, Text = "Hello" }).Triage?.Priority);
        Assert.Equal("urgent", Triage(Some.Start() with { Queue = Some.OtherQueue, Text = "water in the house" }).Triage?.Priority);
    }

    [Theory]
    [InlineData("vi", "vi")]
    [InlineData("vi-VN", "vi")]
    [InlineData("VI", "vi")]
    [InlineData("ko", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void A_language_counts_where_a_queue_has_agents_for_it(string? said, string? counted) =>
        Assert.Equal(counted, Triage(Some.Start() with { Text = "Hello", Language = said }).Triage?.Language);

    [Theory]
    [InlineData("flooded", "flooded", true)]
    [InlineData("We are Flooded!", "flooded", true)]
    [InlineData("(flooded)", "flooded", true)]
    [InlineData("unflooded and floodeds", "flooded", false)]
    [InlineData("floodeds, but flooded", "flooded", true)]
    [InlineData("WATER IN THE HOUSE", "water in the house", true)]
    [InlineData("water in the houses", "water in the house", false)]
    [InlineData("water", "water in the house", false)]
    [InlineData("ÜBERSCHWEMMUNG", "überschwemmung", true)]
    [InlineData("", "flooded", false)]
    public void Words_are_found_whole_and_in_either_case(string text, string words, bool isThere) =>
        Assert.Equal(isThere, TriageRules.Mentions(text, words));

    [Fact]
    public void What_was_decided_is_recorded_before_the_place_in_the_line_and_counted_where_it_waits()
    {
        var triaged = Triage(Some.Start() with { Text = "flooded" });

        var decision = ConversationRules.Start(Settings, Some.Start() with { Text = "flooded" }, triaged, 7);
        var conversation = Conversation.Unopened.Then(decision);

        Assert.Equal(ConversationRules.FactsBeforeQueued(Some.Start(), triaged), decision.Facts.Length - 1);
        Assert.IsType<ConversationQueued>(decision.Facts[^1]);
        Assert.Equal((Some.OtherQueue, "urgent"), (conversation.Queue, conversation.Triage?.Priority));
        Assert.Equal((Some.OtherQueue, Some.Queue), (Assert.IsType<ConversationStarted>(decision.Facts[0]).Queue, decision.Facts.OfType<ConversationTriaged>().Single().Chosen));
        Assert.Equal(2, ConversationRules.FactsBeforeQueued(Some.Start(), Some.Triaged));
    }

    [Fact]
    public void A_head_start_is_earned_once_however_often_it_is_handed_on()
    {
        var triaged = Triage(Some.Start() with { Text = "flooded" });
        var ticket = (Some.Moment - triaged.Triage!.HeadStart).UtcTicks;
        var conversation = Conversation.Unopened.Then(ConversationRules.Start(Settings, Some.Start(), triaged, ticket))
            .Then(new AgentJoined(Some.AlexAuthor, Some.OtherQueue));

        var handedOn = conversation.Then(conversation.Transfer(Some.By(Some.Alex), new(Some.Queue, null, "note"), new(Some.Queue), conversation.Triage, ticket));

        Assert.Equal((Some.Moment, Some.Moment, triaged.Triage), (conversation.Age(), handedOn.Age(), handedOn.Triage));
    }

    [Fact]
    public void Handed_to_experts_it_asks_for_their_skills_from_then_on_and_handed_on_for_its_own_again()
    {
        var conversation = Some.Active().Then(new ConversationTriaged(null, null, new Triage("urgent", TimeSpan.FromMinutes(10), [new("pumps", 2), new("roads", 4)], null)));

        var asking = conversation.AskingFor(Crew, Some.Moment);
        var withThem = conversation.Then(conversation.Transfer(Some.By(Some.Alex), ToThem, new(Some.OtherQueue, Group: Crew), asking, conversation.Ticket)).Then(new AgentJoined(Some.By(Some.Blake), Some.OtherQueue));
        var others = withThem.AskingFor(Crew with { Skills = [new("bridges", 1)] }, Some.Moment.AddHours(1))!;
        var handedOn = withThem.AskingFor(null, Some.Moment.AddHours(1))!;

        Assert.Equal([new SkillLevel("pumps", 3), new SkillLevel("roads", 4)], asking!.Skills);
        Assert.Equal(("urgent", TimeSpan.FromMinutes(10), Some.Moment), (asking.Priority, asking.HeadStart, asking.AskedAt));
        Assert.Equal([new SkillLevel("pumps", 2), new SkillLevel("roads", 4), new SkillLevel("bridges", 1)], others.Skills);
        Assert.Equal([new SkillLevel("pumps", 2), new SkillLevel("roads", 4)], handedOn.Skills);
        Assert.Null(handedOn.AskedAt);
        Assert.Equal(conversation.Age(), withThem.Age());
    }

    [Fact]
    public void What_asked_for_nothing_before_experts_asks_for_nothing_after_them()
    {
        var conversation = Some.Active();
        var asking = conversation.AskingFor(Crew, Some.Moment);

        var withThem = conversation.Then(conversation.Transfer(Some.By(Some.Alex), ToThem, new(Some.OtherQueue, Group: Crew), asking, conversation.Ticket));

        Assert.Equal(Crew.Skills, withThem.Triage!.Skills);
        Assert.Null(withThem.AskingFor(null, Some.Moment));
    }

    [Fact]
    public void A_life_in_danger_waits_for_no_experts()
    {
        var conversation = Some.Active().Then(new ConversationTriaged(null, null, TriageRules.AtRisk(null)));

        Assert.Same(conversation.Triage, conversation.AskingFor(Crew, Some.Moment));
    }

    [Fact]
    public void A_handover_to_experts_stores_as_many_facts_as_its_place_in_the_line_was_asked_for()
    {
        var conversation = Some.Active();

        foreach (var triage in (Triage?[])[conversation.Triage, conversation.AskingFor(Crew, Some.Moment)])
        {
            var decision = conversation.Transfer(Some.By(Some.Alex), ToThem, new(Some.OtherQueue, Group: Crew), triage, 1);

            Assert.Equal(conversation.FactsUntilQueued(triage, before: 2), decision.Facts.Length);
            Assert.IsType<ConversationQueued>(decision.Facts[^1]);
        }
    }

    [Theory]
    [InlineData(null, 0, "soon", 300)]
    [InlineData("soon", 300, "urgent", 600)]
    [InlineData("soon", 240, "urgent", 540)] // a message that lets others pass still does
    [InlineData("urgent", 600, "soon", null)]
    [InlineData("urgent", 600, "urgent", null)]
    [InlineData("of-old", 400, "soon", null)] // a class that the settings no longer have
    [InlineData("of-old", 400, "urgent", 600)]
    public void A_class_raises_and_never_lowers(string? before, int headStart, string to, int? after)
    {
        var agency = Some.Settings with { Priorities = [new("soon", "Soon", 300), new("urgent", "Urgent", 600)] };
        var triage = new Triage(before, TimeSpan.FromSeconds(headStart), [new("pumps", 2)], "vi") { AskedAt = Some.Moment };
        var conversation = Some.Waiting().Then(new ConversationTriaged(null, null, triage));

        var raised = agency.Priorities.Single(one => one.Id == to).Raises(conversation, agency);

        Assert.Equal(after is null ? null : to, raised?.Id);
        if (after is { } seconds)
            Assert.Equal(triage with { Priority = to, HeadStart = TimeSpan.FromSeconds(seconds) }, conversation.Triage.RaisedTo(raised, agency));
        Assert.Null(agency.Priorities.Single(one => one.Id == to).Raises(conversation with { IsAtRisk = true }, agency));
    }

    private static ExpertGroup Crew { get; } = new("pump-crew", "The pump crew", Some.OtherQueue, [new("pumps", 3)]);

    private static TransferConversation ToThem { get; } = new(null, null, "note") { Group = Crew.Id };

    private static Triaged Triage(StartConversation command, bool isOtherOpen = true)
    {
        ImmutableArray<QueueOpening> openings = [.. Settings.Queues.Select(queue => new QueueOpening(queue.Id, queue.Id != Some.OtherQueue || isOtherOpen, null, null))];
        return TriageRules.Triage(new AgencyView(Settings, openings, Some.Moment), command);
    }
}
