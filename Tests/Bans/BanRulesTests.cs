using Muster.Bans;
using Muster.Identity;
using Muster.Tests.Support;

namespace Muster.Tests.Bans;

public sealed class BanRulesTests
{
    private static readonly DateTimeOffset Moment = new(2026, 11, 22, 8, 0, 0, TimeSpan.Zero);
    private static readonly Caller Supervisor = Caller.Staff(Role.Supervisor, "riverbend", "s1", ["general"]);
    private static readonly DecideBan Decision = new("ban-1", "Robin");

    [Fact]
    public void A_proposal_holds_nobody_back()
    {
        var (book, ban) = Propose(new BanBook());

        Assert.Equal(BanStatus.Proposed, ban.Status);
        Assert.Empty(book.InForce(Moment).Sessions);
    }

    [Fact]
    public void An_approved_ban_holds_for_its_days_and_not_a_moment_longer()
    {
        var book = Approved(days: 3);

        Assert.Equal([new BannedSession("hash", Moment.AddDays(3))], book.InForce(Moment).Sessions);
        Assert.NotEmpty(book.InForce(Moment.AddDays(3).AddTicks(-1)).Sessions);
        Assert.Empty(book.InForce(Moment.AddDays(3)).Sessions);
        Assert.Equal(BanStatus.Expired, book.For(Supervisor, Moment.AddDays(3)).Bans.Single().Status);
    }

    [Fact]
    public void Whoever_proposed_it_does_not_decide_it()
    {
        var (book, _) = Propose(new BanBook());
        var proposer = Caller.Staff(Role.Supervisor, "riverbend", "a1", ["general"]);

        Assert.Equal(Refusal.NotAllowed, book.Approve(proposer, Decision, Moment).Refusal);
    }

    [Fact]
    public void A_ban_of_another_area_is_not_there()
    {
        var (book, _) = Propose(new BanBook());
        var elsewhere = Caller.Staff(Role.Supervisor, "riverbend", "s2", ["permits"]);

        Assert.Equal(Refusal.NotFound, book.Approve(elsewhere, Decision, Moment).Refusal);
        Assert.Empty(book.For(elsewhere, Moment).Bans);
    }

    [Fact]
    public void Nobody_but_a_supervisor_decides()
    {
        var (book, _) = Propose(new BanBook());

        foreach (var role in Enum.GetValues<Role>().Where(role => role != Role.Supervisor))
            Assert.Equal(Refusal.NotFound, book.Approve(Caller.Staff(role, "riverbend", "x", ["general"]), Decision, Moment).Refusal);
    }

    [Fact]
    public void A_decision_sent_again_changes_nothing_and_another_one_is_refused()
    {
        var book = Approved(days: 3);

        var again = book.Approve(Supervisor, Decision, Moment.AddDays(1)).Value!;

        Assert.Same(book, again.Book);
        Assert.Equal(Moment.AddDays(3), again.Ban.Until);
        Assert.Equal(Refusal.InvalidRequest, book.Refuse(Supervisor, Decision, Moment).Refusal);
    }

    [Fact]
    public void A_lifted_ban_is_over_at_once_and_its_browser_is_forgotten()
    {
        var lifted = Approved(days: 3).Lift(Supervisor, Decision, Moment.AddHours(1)).Value!.Book;

        Assert.Empty(lifted.InForce(Moment.AddHours(1)).Sessions);
        Assert.Null(lifted.Bans.Single().Session);
        Assert.Equal(Refusal.InvalidRequest, lifted.Approve(Supervisor, Decision, Moment.AddHours(2)).Refusal);
    }

    [Fact]
    public void A_proposal_that_nobody_decides_is_over_after_two_weeks()
    {
        var (book, _) = Propose(new BanBook());

        Assert.Equal(Refusal.InvalidRequest, book.Approve(Supervisor, Decision, Moment + BanRules.ProposalHolds).Refusal);
    }

    [Fact]
    public void A_conversation_has_one_open_proposal()
    {
        var (book, first) = Propose(new BanBook());

        var second = book.Propose(Proposal(), "ban-2", Moment).Value!;

        Assert.Same(book, second.Book);
        Assert.Equal(first, second.Ban);
    }

    [Fact]
    public void A_full_book_takes_no_more_and_keeps_what_it_has()
    {
        var book = new BanBook();
        for (var number = 0; number < BanRules.MostOpen; number++)
            book = book.Propose(Proposal() with { Conversation = $"riverbend/c{number}" }, $"ban-{number}", Moment).Value!.Book;

        Assert.Equal(Refusal.SlowDown, book.Propose(Proposal() with { Conversation = "riverbend/more" }, "more", Moment).Refusal);
        Assert.True(book.Propose(Proposal() with { Conversation = "riverbend/more" }, "more", Moment + BanRules.ProposalHolds).IsDone);
    }

    [Theory]
    [InlineData(0, "why", false)]
    [InlineData(1, "why", true)]
    [InlineData(30, "why", true)]
    [InlineData(31, "why", false)]
    [InlineData(1, " ", false)]
    public void A_ban_is_limited_and_has_a_reason(int days, string reason, bool isRight) => Assert.Equal(isRight, new ProposeBan(days, reason).IsWellFormed(30));

    /// <summary>Whatever agents and supervisors do and however time passes.</summary>
    [Fact]
    public void No_ban_is_in_force_without_a_second_person_nor_longer_than_agreed_and_the_book_is_bounded() => Property.Holds(tape =>
    {
        var (book, now, number) = (new BanBook(), Moment, 0);
        var approvals = new Dictionary<string, DateTimeOffset>();
        while (!tape.IsOver)
        {
            now += TimeSpan.FromHours(tape.Next(256));
            var ban = book.Bans.IsEmpty ? null : book.Bans[tape.Next(book.Bans.Length)];
            var caller = tape.Chance(4) ? Supervisor with { StaffId = "a1" } : Supervisor;
            var decision = new DecideBan(ban?.Ban.Id ?? "none", "Robin");
            switch (tape.Next(5))
            {
                case 0:
                    var proposal = Proposal(days: 1 + tape.Next(30)) with { Conversation = $"riverbend/c{tape.Next(8)}", Session = $"hash-{tape.Next(3)}" };
                    book = book.Propose(proposal, $"ban-{number++}", now).Value?.Book ?? book;
                    break;
                case 1 when book.Approve(caller, decision, now).Value is { } approved:
                    Assert.NotEqual("a1", caller.StaffId);
                    approvals.TryAdd(approved.Ban.Id, now);
                    book = approved.Book;
                    break;
                case 2:
                    book = book.Refuse(caller, decision, now).Value?.Book ?? book;
                    break;
                case 3:
                    book = book.Lift(caller, decision, now).Value?.Book ?? book;
                    break;
                default:
                    book = book.With(new EndedForAbuse($"riverbend/c{tape.Next(50)}", "K7F", "general", "Sam", "why", now), now);
                    break;
            }

            var inForce = book.Bans.Where(stored => stored.Ban.StatusAt(now) == BanStatus.InForce).ToList();
            Assert.All(inForce, stored => Assert.Equal(approvals[stored.Ban.Id].AddDays(stored.Ban.Days), stored.Ban.Until));
            Assert.Equal(inForce.Count, book.InForce(now).Sessions.Length);
            Assert.All(book.InForce(now).Sessions, session => Assert.True(session.Until > now && session.Until <= now.AddDays(30)));
            Assert.True(book.Bans.Length <= BanRules.MostOpen + BanRules.MostKept + 1 && book.Ended.Length <= BanRules.MostKept);
            Assert.Equal(book.Bans.Length, book.Bans.Select(stored => stored.Ban.Id).Distinct().Count());
        }
    });

    private static BanBook Approved(int days) => Propose(new BanBook(), days).Book.Approve(Supervisor, Decision, Moment).Value!.Book;

    private static (BanBook Book, Ban Ban) Propose(BanBook book, int days = 7)
    {
        var (next, ban) = book.Propose(Proposal(days), "ban-1", Moment).Value!;
        return (next, ban);
    }

    private static BanProposal Proposal(int days = 7) => new("riverbend/c", "K7F-42Q-9XM", "general", "hash", "a1", "Sam", days, "Threats, after a warning.");
}
