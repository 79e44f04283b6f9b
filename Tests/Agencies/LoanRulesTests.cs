using System.Collections.Immutable;
using Muster.Agencies;
using Muster.Identity;
using Muster.Tests.Support;

namespace Muster.Tests.Agencies;

/// <summary>Who lends whom, and who helps in a queue that is not theirs (S47).</summary>
public sealed class LoanRulesTests
{
    private static readonly Caller Supervisor = Caller.Staff(Role.Supervisor, "demo", "supervisor-id", ["general", "flood"]);
    private static readonly LendAgent AnHour = new("sam.okafor", "flood", 60);
    private static readonly QueueSettings Flood = new("flood", "Flood help") { Overflow = [new("general", 120), new("permits", 30)] };

    [Fact]
    public void A_supervisor_of_both_queues_lends_an_agent_of_the_one_to_the_other_for_a_time()
    {
        var lent = Lend(Some.Member).Value!;

        Assert.Equal(new AgentLoan("flood", Some.Moment.AddMinutes(60)), Assert.Single(lent.Loans));
        Assert.Equal(["general"], lent.Queues);
    }

    public static TheoryData<Caller> Others =>
    [
        Caller.Staff(Role.Agent, "demo", "a", ["general", "flood"]),
        Caller.Staff(Role.Viewer, "demo", "v", ["general", "flood"]),
        Caller.Staff(Role.RecordsOfficer, "demo", "r", ["general", "flood"]),
        Caller.Staff(Role.Administrator, "demo", "admin", ["general", "flood"]),
        Caller.Staff(Role.Supervisor, "demo", "s", ["flood"]),
        Caller.Staff(Role.Supervisor, "demo", "s", []),
        Caller.Citizen("demo", "demo/c"),
        Caller.System("demo"),
    ];

    [Theory]
    [MemberData(nameof(Others))]
    public void Nobody_else_is_told_that_there_is_such_an_agent(Caller caller) => Assert.Equal(Refusal.NotFound, Lend(Some.Member, caller: caller).Refusal);

    [Fact]
    public void A_queue_that_is_not_the_supervisors_is_unknown_to_them_like_one_that_is_not_there()
    {
        var ofOneAlone = Caller.Staff(Role.Supervisor, "demo", "s", ["general", "lost"]);

        Assert.Equal(Refusal.UnknownQueue, Lend(Some.Member, caller: ofOneAlone).Refusal);
        Assert.Equal(Refusal.UnknownQueue, Lend(Some.Member, AnHour with { Queue = "lost" }, ofOneAlone).Refusal);
        Assert.Equal(Refusal.UnknownQueue, Lend(Some.Member, AnHour with { Minutes = 0 }, ofOneAlone).Refusal);
    }

    [Fact]
    public void Nobody_is_lent_who_does_not_work_here_as_an_agent()
    {
        StaffDirectory[] others =
        [
            new(),
            new StaffDirectory().With(new StaffEntry(Some.Member, IsComplete: true) { IsDisabled = true }),
            new StaffDirectory().With(new StaffEntry(Some.Member, IsComplete: false)),
            Some.DirectoryWith(Some.Member with { Role = Role.Supervisor }),
        ];

        Assert.All(others, directory => Assert.Equal(Refusal.NotFound, directory.Lend(Some.Agency, Supervisor, AnHour, Some.Moment).Refusal));
    }

    [Fact]
    public void Nobody_is_lent_to_a_queue_of_their_own() =>
        Assert.Equal(Refusal.InvalidRequest, Lend(Some.Member, AnHour with { Queue = "general" }).Refusal);

    [Theory]
    [InlineData(1)]
    [InlineData(10_080)]
    public void A_loan_lasts_a_minute_to_a_week(int minutes) =>
        Assert.Equal(Some.Moment.AddMinutes(minutes), Assert.Single(Lend(Some.Member, AnHour with { Minutes = minutes }).Value!.Loans).Until);

    [Theory]
    [InlineData(-1)]
    [InlineData(10_081)]
    [InlineData(int.MinValue)]
    [InlineData(int.MaxValue)]
    public void Nobody_is_lent_for_less_or_longer(int minutes) => Assert.Equal(Refusal.InvalidRequest, Lend(Some.Member, AnHour with { Minutes = minutes }).Refusal);

    [Fact]
    public void An_agent_is_lent_to_ten_queues_at_once_and_to_no_more()
    {
        var nine = Some.Member with { Queues = ["queue-0"], Loans = [.. Enumerable.Range(1, 9).Select(number => new AgentLoan($"queue-{number}", Some.Moment.AddMinutes(5)))] };

        var ten = LendTo(nine, 10, Some.Moment).Value!;

        Assert.Equal(10, ten.Loans.Length);
        Assert.Equal(Refusal.InvalidRequest, LendTo(ten, 11, Some.Moment).Refusal);
        Assert.Equal(10, LendTo(ten, 10, Some.Moment).Value!.Loans.Length); // the same one, longer
        Assert.Equal(["queue-10", "queue-11"], LendTo(ten, 11, Some.Moment.AddMinutes(5)).Value!.Loans.Select(loan => loan.Queue)); // nine have ended
    }

    [Fact]
    public void Whoever_is_lent_again_to_the_same_queue_is_lent_from_then_on()
    {
        var lent = Some.Member with { Loans = [new("flood", Some.Moment.AddDays(1))] };

        var again = Lend(lent, AnHour with { Minutes = 5 }).Value!;

        Assert.Equal(new AgentLoan("flood", Some.Moment.AddMinutes(5)), Assert.Single(again.Loans));
    }

    [Fact]
    public void Whoever_is_taken_back_from_one_queue_serves_the_others_on()
    {
        var lent = Some.Member with { Queues = ["queue-0"], Loans = [new("queue-1", Some.Moment.AddMinutes(5)), new("queue-2", Some.Moment.AddMinutes(5))] };

        var left = LendTo(lent, 1, Some.Moment, minutes: 0).Value!;

        Assert.Equal(["queue-2"], left.Loans.Select(loan => loan.Queue));
        Assert.Equal(["queue-2"], LendTo(left, 1, Some.Moment, minutes: 0).Value!.Loans.Select(loan => loan.Queue)); // nobody to take back
    }

    [Fact]
    public void A_loan_ends_by_itself()
    {
        var lent = Some.Member with { Loans = [new("flood", Some.Moment)] };

        Assert.Single(lent.LoansAt(Some.Moment.AddTicks(-1)));
        Assert.Empty(lent.LoansAt(Some.Moment));
    }

    [Fact]
    public void Whoever_is_lent_helps_at_once_and_others_when_people_wait_too_long()
    {
        var directory = Some.DirectoryWith(
            Agent("own", "flood"),
            Agent("lent", "elsewhere") with { Loans = [new("flood", Some.Moment.AddMinutes(1))] },
            Agent("helper", "general"),
            Agent("stranger", "elsewhere"));

        var helpers = directory.HelpersOf(Flood, Some.Moment);

        Assert.Equal([new Helper("lent", 0), new Helper("helper", 120)], helpers);
    }

    [Fact]
    public void Everybody_helps_as_early_as_they_may()
    {
        var directory = Some.DirectoryWith(
            Agent("of-two", "general", "permits"),
            Agent("of-one", "general") with { Loans = [new("flood", Some.Moment.AddMinutes(1))] },
            Agent("back-again", "permits") with { Loans = [new("flood", Some.Moment)] });

        var helpers = directory.HelpersOf(Flood, Some.Moment);

        Assert.Equal([new Helper("of-two", 30), new Helper("of-one", 0), new Helper("back-again", 30)], helpers);
    }

    [Fact]
    public void Nobody_helps_in_a_queue_of_their_own_or_without_being_an_agent_who_works_here()
    {
        var directory = Some.DirectoryWith(
                Agent("own", "flood", "general") with { Loans = [new("flood", Some.Moment.AddMinutes(1))] },
                Agent("supervisor", "general") with { Role = Role.Supervisor, Loans = [new("flood", Some.Moment.AddMinutes(1))] })
            .With(new StaffEntry(Agent("disabled", "general"), IsComplete: true) { IsDisabled = true });

        Assert.Empty(directory.HelpersOf(Flood, Some.Moment));
    }

    [Fact]
    public void An_agent_knows_the_queues_they_help_in_now()
    {
        var office = Some.Agency with { Queues = [new("general", "General"), Flood, new("permits", "Permits"), new("harbour", "Harbour")] };

        var lent = Agent("sam", "permits") with { Loans = [new("harbour", Some.Moment.AddTicks(1))] };

        Assert.Equal(["flood", "harbour"], lent.Helping(office, Some.Moment).HelpsIn);
        Assert.Equal(["flood"], lent.Helping(office, Some.Moment.AddTicks(1)).HelpsIn);
        Assert.Empty((lent with { Role = Role.Supervisor }).Helping(office, Some.Moment).HelpsIn);
        Assert.Empty(Agent("kim", "harbour").Helping(office, Some.Moment).HelpsIn);
    }

    /// <summary>The queue asks its helpers, and they tell the queues they help in: either must know of the other.</summary>
    [Fact]
    public void A_queue_has_a_helper_exactly_where_they_know_that_they_help() => Property.Holds(tape =>
    {
        string[] ids = ["general", "flood", "permits"];
        var office = Some.Agency with
        {
            Queues = [.. ids.Select(id => new QueueSettings(id, id) { Overflow = [.. ids.Where(other => other != id && tape.Chance(3)).Select(other => new Overflow(other, tape.Next(100)))] })],
        };
        var members = Enumerable.Range(0, 1 + tape.Next(5)).Select(number => Agent($"agent-{number}", [.. ids.Where(_ => tape.Chance(2))]) with
        {
            Role = tape.Chance(5) ? Role.Supervisor : Role.Agent,
            Loans = [.. ids.Where(_ => tape.Chance(3)).Select(id => new AgentLoan(id, Some.Moment.AddSeconds(tape.Next(3) - 1)))],
        }).ToArray();

        var directory = Some.DirectoryWith(members);

        foreach (var queue in office.Queues)
        {
            Assert.Equal(
                members.Where(member => member.Helping(office, Some.Moment).HelpsIn.Contains(queue.Id)).Select(member => member.StaffId),
                directory.HelpersOf(queue, Some.Moment).Select(helper => helper.StaffId));
        }
    });

    [Fact]
    public void Settings_may_ask_for_help_from_any_other_queue_within_a_day_and_let_messages_yield_for_a_week()
    {
        Assert.Empty(Problems(new("flood", "Flood") { Overflow = [new("general", 0)] }));
        Assert.Empty(Problems(new("flood", "Flood") { Overflow = [new("general", 86_400), new("queue-9", 1)] }));
        Assert.Empty(Problems(new("flood", "Flood") { Overflow = [.. Enumerable.Range(0, 10).Select(number => new Overflow($"queue-{number}", 60))] }));
        Assert.Empty(Problems(new("flood", "Flood") { MessagesYieldSeconds = 0 }));
        Assert.Empty(Problems(new("flood", "Flood") { MessagesYieldSeconds = 604_800 }));
    }

    [Fact]
    public void Each_limit_is_kept_on_both_sides()
    {
        Wrong(new("flood", "Flood") { Overflow = [new("flood", 60)] }, "queues[0].overflow[0].queue");
        Wrong(new("flood", "Flood") { Overflow = [new("general", 60), new("lost", 60)] }, "queues[0].overflow[1].queue");
        Wrong(new("flood", "Flood") { Overflow = [new("general", 60), new("general", 90)] }, "queues[0].overflow");
        Wrong(new("flood", "Flood") { Overflow = [new("general", -1)] }, "queues[0].overflow[0].afterSeconds");
        Wrong(new("flood", "Flood") { Overflow = [new("general", 86_401)] }, "queues[0].overflow[0].afterSeconds");
        Wrong(new("flood", "Flood") { Overflow = [.. Enumerable.Range(0, 11).Select(number => new Overflow($"queue-{number}", 60))] }, "queues[0].overflow");
        Wrong(new("flood", "Flood") { MessagesYieldSeconds = -1 }, "queues[0].messagesYieldSeconds");
        Wrong(new("flood", "Flood") { MessagesYieldSeconds = 604_801 }, "queues[0].messagesYieldSeconds");
    }

    private static Outcome<StaffMember> Lend(StaffMember member, LendAgent? command = null, Caller? caller = null) =>
        Some.DirectoryWith(member).Lend(Some.Agency, caller ?? Supervisor, command ?? AnHour, Some.Moment);

    /// <summary>In an agency of twelve queues, by a supervisor of them all.</summary>
    private static Outcome<StaffMember> LendTo(StaffMember member, int queue, DateTimeOffset now, int minutes = 60)
    {
        ImmutableArray<string> all = [.. Enumerable.Range(0, 12).Select(number => $"queue-{number}")];
        var office = Some.Agency with { Queues = [.. all.Select(id => new QueueSettings(id, id))] };
        return Some.DirectoryWith(member).Lend(office, Caller.Staff(Role.Supervisor, "demo", "s", all), new LendAgent(member.UserName, $"queue-{queue}", minutes), now);
    }

    private static StaffMember Agent(string staffId, params ImmutableArray<string> queues) => Some.Member with { StaffId = staffId, UserName = staffId, Alias = staffId, Queues = queues };

    private static void Wrong(QueueSettings queue, string field) => Assert.Equal(field, Assert.Single(Problems(queue)).Field);

    /// <summary>With the general queue and eleven others beside it.</summary>
    private static ImmutableArray<SettingProblem> Problems(QueueSettings queue) =>
        (Some.Agency with { Queues = [queue, new("general", "General"), .. Enumerable.Range(0, 11).Select(number => new QueueSettings($"queue-{number}", $"Queue {number}"))] }).Problems();
}
