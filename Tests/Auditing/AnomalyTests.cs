using System.Collections.Immutable;
using Muster.Auditing;
using Muster.Tests.Support;

namespace Muster.Tests.Auditing;

/// <summary>What stands out in what staff did (S105).</summary>
public sealed class AnomalyTests
{
    private static readonly DateTimeOffset Monday = new(2026, 11, 23, 0, 0, 0, TimeSpan.Zero);
    private static readonly ImmutableArray<AuditedStaff> Register =
        [new("s-1", "ada", "supervisor"), new("s-2", "bo", "supervisor"), new("s-3", "cy", "supervisor"), new("s-4", "di", "administrator"), new("s-5", "ed", "agent")];

    [Theory]
    [InlineData(19, 0, false)]
    [InlineData(20, 0, true)]
    [InlineData(20, 4, false)]
    [InlineData(21, 4, true)]
    [InlineData(int.MaxValue, 500_000_000, false)]
    public void Far_more_than_usual_and_not_a_handful_stands_out(int count, int usual, bool standsOut) => Assert.Equal(standsOut, AnomalyRules.StandsOut(count, usual));

    [Fact]
    public void The_median_of_the_others_is_that_of_a_list_without_one() => Property.Holds(
        tape =>
        {
            var all = Enumerable.Range(0, 1 + tape.Next(12)).Select(_ => tape.Next(6)).Order().ToImmutableArray();
            foreach (var own in all)
            {
                var others = all.Remove(own);
                Assert.Equal(others.IsEmpty ? 0 : others[(others.Length - 1) / 2], AnomalyRules.MedianWithout(all, own));
            }
        },
        runs: 200,
        longest: 30);

    [Fact]
    public void Supervisors_are_compared_with_supervisors_and_who_reads_far_more_comes_first()
    {
        var report = Count([.. Reads("s-1", 4), .. Reads("s-2", 5), .. Reads("s-3", 31), Line("account-changed", "s-4", "administrator")]);

        Assert.Equal(["cy", "ada", "bo", "di"], report.Staff.Select(one => one.UserName));
        Assert.Equal((31, 4), (report.Staff[0].Figures.Reads, report.Staff[0].Usual.Reads));
        Assert.Equal([AnomalyKind.Reads], report.Staff[0].Outliers);
        Assert.All(report.Staff.Skip(1), one => Assert.Empty(one.Outliers));
    }

    [Fact]
    public void One_of_two_who_does_it_all_stands_out() =>
        Assert.Equal("ada", Count([.. Reads("s-1", 200), Line("sign-in", "s-2", "supervisor")]).Staff.Single(one => !one.Outliers.IsEmpty).UserName);

    [Fact]
    public void Each_line_counts_for_whom_it_is_about_as_often_as_it_says()
    {
        var report = Count([
            Line("conversation-read", "s-5", "agent"),
            Line("transcript-exported", "s-1", "supervisor"),
            Line("accounts-exported", "s-4", "administrator"),
            Line("accounts-read", "s-4", "administrator"),
            Line("refused", "s-5", "agent") with { Count = 7 },
            Line("sign-in-failed", null, "nobody") with { Subject = "ed", Count = 3 },
            Line("sign-in-failed", null, "nobody") with { Subject = null, Count = 9 },
            Line("refused", "s-1", "supervisor") with { ActorAgency = "other" },
            Line("refused", "c-77", "citizen"),
        ]);

        Assert.Equal(new AnomalyFigures(0, 0, 0, 7, 3), Figures("ed"));
        Assert.Equal(new AnomalyFigures(0, 1, 0, 0, 0), Figures("ada"));
        Assert.Equal(new AnomalyFigures(0, 1, 1, 0, 0), Figures("di"));
        Assert.Equal(new AnomalyFigures(0, 0, 0, 2, 9), report.Others);

        AnomalyFigures Figures(string userName) => report.Staff.Single(one => one.UserName == userName).Figures;
    }

    [Fact]
    public void Beyond_what_is_counted_at_once_the_report_says_how_far_it_goes()
    {
        var count = new AnomalyCount("demo", Query);
        var line = Line("sign-in", "s-1", "supervisor");
        for (var number = 0; number < AuditLimits.MostCounted; number++)
            Assert.True(count.Add(line with { At = Monday.AddSeconds(number) }));

        Assert.Equal(Query.Until, count.Report().CountedUntil);
        Assert.False(count.Add(line with { At = Monday.AddDays(2) }));
        Assert.Equal((AuditLimits.MostCounted, Monday.AddSeconds(AuditLimits.MostCounted - 1)), (count.Report().LookedAt, count.Report().CountedUntil));
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(31, true)]
    [InlineData(32, false)]
    public void As_many_days_as_can_be_counted_are_asked_for(int days, bool isFine) =>
        Assert.Equal(isFine, new AnomalyQuery(Monday, Monday.AddDays(days), []).IsWellFormed());

    private static AnomalyQuery Query => new(Monday, Monday.AddDays(7), Register);

    private static AnomalyReport Count(IEnumerable<AuditLine> lines)
    {
        var count = new AnomalyCount("demo", Query);
        Assert.All(lines, line => Assert.True(count.Add(line)));
        return count.Report();
    }

    private static IEnumerable<AuditLine> Reads(string staffId, int times) => Enumerable.Repeat(Line("conversation-read", staffId, "supervisor"), times);

    private static AuditLine Line(string action, string? actor, string role) =>
        new(AuditChain.Form, 1, Monday, null, action, role, "demo", actor, "conversation", "c-1", "done", null, 1, "");
}
