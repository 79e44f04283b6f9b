#if ENGINE_EMBEDDED
using Muster.Auditing;
using Muster.Identity;
using Muster.Tests.Agencies;
using Muster.Tests.Support;

namespace Muster.Tests.Auditing;

/// <summary>An agency's audit log, on the engine.</summary>
public sealed class AuditGrainTests : IDisposable
{
    private static readonly Caller Auditor = Caller.Staff(Role.Auditor, "demo", "auditor-1", []);
    private static readonly AuditQuery Everything = new(null, null, null, null, null, 0, AuditLimits.MostLines);

    private readonly House _house = new(Agencies.Some.Agency);

    private IAuditGrain Log => _house.Grain<IAuditGrain>("demo");

    private IReadOnlyList<AuditLine> Lines => _house.Audit.LinesOf("demo");

    [Fact]
    public void What_is_recorded_is_stored_when_it_is_answered_and_can_be_found()
    {
        _house.Do(() => Log.Record(Read("c-1")));

        Assert.Equal("c-1", Assert.Single(Lines).Subject);
        var found = Find(Everything with { Subject = "conversation/c-1" });
        Assert.Equal((1, AuditAction.ConversationRead, "staff-1"), (found.Entries.Single().Number, found.Entries.Single().Action, found.Entries.Single().Actor.Id));
    }

    [Fact]
    public void A_search_is_a_line_itself()
    {
        Find(Everything with { Actor = "staff-9", Action = "sign-in" });

        var line = Assert.Single(Lines);
        Assert.Equal((AuditAction.AuditSearched, "auditor-1", "actor=staff-9 action=sign-in"), (line.Action, line.Actor, line.Reason));
    }

    [Fact]
    public void A_search_goes_on_where_the_page_before_ended()
    {
        foreach (var number in Enumerable.Range(1, 5)) _house.Do(() => Log.Record(Read($"c-{number}")));

        var first = Find(Everything with { Most = 2, Action = AuditAction.ConversationRead });
        var second = Find(Everything with { Most = 2, Action = AuditAction.ConversationRead, After = first.Next });
        var last = Find(Everything with { Most = 2, Action = AuditAction.ConversationRead, After = second.Next });

        Assert.Equal(["c-1", "c-2", "c-3", "c-4", "c-5"], first.Entries.Concat(second.Entries).Concat(last.Entries).Select(entry => entry.Subject.Id));
        Assert.Equal((false, false, true), (first.IsComplete, second.IsComplete, last.IsComplete));
    }

    [Fact]
    public void A_search_by_time_finds_the_lines_of_its_days_alone()
    {
        var began = _house.Now;
        _house.Do(() => Log.Record(Read("c-1")));
        _house.Pass(TimeSpan.FromDays(1));
        var second = _house.Now;
        _house.Do(() => Log.Record(Read("c-2")));
        _house.Pass(TimeSpan.FromDays(1));
        _house.Do(() => Log.Record(Read("c-3")));

        Assert.Equal(["c-1"], Ids(Everything with { From = began, Until = second, Action = AuditAction.ConversationRead }));
        Assert.Equal(["c-2", "c-3"], Ids(Everything with { From = second, Action = AuditAction.ConversationRead }));
        Assert.Equal(3, _house.Audit.Journals.Count);
        Assert.Empty(Verify().Findings);

        IEnumerable<string?> Ids(AuditQuery query) => Find(query).Entries.Select(entry => entry.Subject.Id);
    }

    public static TheoryData<Role, string, Refusal> Strangers => new()
    {
        { Role.Citizen, "demo", Refusal.NotAllowed },
        { Role.Agent, "demo", Refusal.NotAllowed },
        { Role.Supervisor, "demo", Refusal.NotAllowed },
        { Role.Administrator, "demo", Refusal.NotAllowed },
        { Role.Assistant, "demo", Refusal.NotAllowed },
        { Role.Viewer, "demo", Refusal.NotAllowed },
        { Role.RecordsOfficer, "demo", Refusal.NotAllowed },
        { Role.System, "demo", Refusal.NotAllowed },
        { Role.Auditor, "other", Refusal.NotFound },
        { Role.System, "other", Refusal.NotFound },
    };

    [Theory, MemberData(nameof(Strangers))]
    public void Nobody_but_an_auditor_of_the_agency_searches_and_who_tries_is_a_line(Role role, string agency, Refusal refusal)
    {
        var caller = new Caller(role, agency, "somebody", null, []);

        Assert.Equal(refusal, _house.Do(() => Log.Search(caller, Everything)).Refusal);

        var line = Assert.Single(Lines);
        Assert.Equal((AuditAction.Refused, agency, "somebody"), (line.Action, line.ActorAgency, line.Actor));
    }

    [Fact]
    public void Muster_itself_may_verify_and_nobody_else_but_an_auditor()
    {
        Assert.True(_house.Do(() => Log.Verify(Caller.System("demo"), new AuditCheck(null, null))).IsDone);
        Assert.Equal(Refusal.NotFound, _house.Do(() => Log.Verify(Caller.System("other"), new AuditCheck(null, null))).Refusal);
        Assert.Equal(Refusal.NotAllowed, _house.Do(() => Log.Verify(Agencies.Some.Administrator, new AuditCheck(null, null))).Refusal);
    }

    [Theory]
    [InlineData(0, 0L)]
    [InlineData(501, 0L)]
    [InlineData(1, -1L)]
    public void A_search_out_of_its_limits_is_refused(int most, long after) =>
        Assert.Equal(Refusal.InvalidRequest, _house.Do(() => Log.Search(Auditor, Everything with { Most = most, After = after })).Refusal);

    [Fact]
    public void What_fails_again_and_again_is_one_line_at_once_and_one_with_the_number_after_a_minute()
    {
        for (var time = 0; time < 100; time++) _house.Do(() => Log.Record(Failed("sam")));
        Assert.Equal(1, Assert.Single(Lines).Count);

        _house.Pass(TimeSpan.FromSeconds(80));

        Assert.Equal([1, 99], Lines.Select(line => line.Count));
        Assert.NotNull(Lines[1].Since);
    }

    [Fact]
    public void Many_different_failures_share_a_line_that_names_nobody()
    {
        for (var time = 0; time < 500; time++) _house.Do(() => Log.Record(Failed($"sam{time}")));
        _house.Pass(TimeSpan.FromSeconds(80));

        Assert.InRange(Lines.Count, AuditRules.MostApart + 1, AuditRules.MostApart + 2);
        Assert.Equal(500, Lines.Sum(line => line.Count));
        Assert.Equal((null, "several"), (Lines[^1].Subject, Lines[^1].Reason));
    }

    [Fact]
    public void What_is_counted_is_told_when_the_grain_goes()
    {
        for (var time = 0; time < 3; time++) _house.Do(() => Log.Record(Failed("sam")));

        _house.Retire(Log);

        Assert.Equal(3, Lines.Sum(line => line.Count));
    }

    [Fact]
    public void A_card_number_given_as_a_reason_is_not_stored()
    {
        _house.Do(() => Log.Record(Read("c-1") with { Reason = $"card 4111 1111 1111 1111 {new string('x', 500)}" }));

        Assert.DoesNotContain("4111", Lines.Single().Reason, StringComparison.Ordinal);
        Assert.Equal(AuditLimits.LongestText, Lines.Single().Reason!.Length);
    }

    [Fact]
    public void Whatever_write_fails_everything_acknowledged_is_there_and_the_chain_holds() => Property.Holds(
        tape =>
        {
            using var house = new House(Agencies.Some.Agency);
            var acknowledged = new HashSet<string>();
            for (var number = 0; !tape.IsOver && number < 30; number++)
            {
                switch (tape.Next(8))
                {
                    case 0: house.Audit.NextFailsStored = true; break;
                    case 1: house.Audit.NextFailsStored = false; break;
                    case 2: house.Storage.FailNextWriteOf("audit"); break;
                    case 3: house.Retire(house.Grain<IAuditGrain>("demo")); break;
                    case 4: house.Pass(TimeSpan.FromHours(20)); break;
                }

                var events = Enumerable.Range(0, 1 + tape.Next(3)).Select(one => $"c-{number}-{one}").ToList();
                house.Do(() => Task.WhenAll(events.Select(async id =>
                {
                    try
                    {
                        await house.Grain<IAuditGrain>("demo").Record(Read(id));
                        acknowledged.Add(id);
                    }
                    catch (Exception unknown) when (unknown is not OutOfMemoryException)
                    {
                        // it may be there or not
                    }
                })));
            }

            (house.Audit.NextFailsStored, var stored) = (null, house.Audit.LinesOf("demo").Select(line => line.Subject).ToHashSet());
            Assert.DoesNotContain(acknowledged, id => !stored.Contains(id));
            Assert.Empty(Checked(house).Findings);
        },
        runs: 40,
        longest: 120);

    public void Dispose() => _house.Dispose();

    private AuditPage Find(AuditQuery query) => _house.Do(() => Log.Search(Auditor, query)).Value!;

    private AuditReport Verify() => Checked(_house);

    private static AuditReport Checked(House house)
    {
        try
        {
            return Check();
        }
        catch (Exception failed) when (failed is not OutOfMemoryException)
        {
            return Check(); // the last fault was still to come
        }

        AuditReport Check() => house.Do(() => house.Grain<IAuditGrain>("demo").Verify(Caller.System("demo"), new AuditCheck(null, null))).Value!;
    }

    private static AuditEvent Read(string conversation) =>
        new(AuditAction.ConversationRead, new AuditActor("supervisor", "demo", "staff-1"), new AuditSubject(AuditSubjectKind.Conversation, conversation));

    private static AuditEvent Failed(string account) =>
        new(AuditAction.SignInFailed, AuditActor.Nobody("demo"), AuditSubject.Account(account), AuditOutcome.Failed);
}
#endif
