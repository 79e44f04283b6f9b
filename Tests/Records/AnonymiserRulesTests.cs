using Muster.Records;
using Muster.Tests.Support;

namespace Muster.Tests.Records;

/// <summary>Which closed conversations come next (S68).</summary>
public sealed class AnonymiserRulesTests
{
    private static readonly DateTimeOffset Due = Some.Moment - TimeSpan.FromDays(30) - AnonymiserRules.Grace;

    [Fact]
    public void It_begins_with_what_has_just_become_due_and_goes_back_from_there()
    {
        var first = new Anonymiser().Next(30, Some.Moment)!.Value;
        var second = new Anonymiser().With(first).Next(30, Some.Moment);

        Assert.Equal((Due.AddMinutes(-1), Due.AddMinutes(-2)), (first, second));
    }

    [Fact]
    public void What_becomes_due_meanwhile_comes_first()
    {
        var done = new Anonymiser { Through = Due, Back = Due.AddDays(-1) };

        Assert.Equal(Due.AddDays(-1).AddMinutes(-1), done.Next(30, Some.Moment.AddSeconds(59)));
        Assert.Equal(Due, done.Next(30, Some.Moment.AddMinutes(1)));
        Assert.Equal(Due.AddMinutes(1), done.With(Due).Next(30, Some.Moment.AddMinutes(2)));
    }

    [Fact]
    public void Fewer_days_bring_forward_what_lies_between()
    {
        var done = new Anonymiser { Through = Due, Back = Due.AddDays(-1) };

        Assert.Equal(Due, done.Next(10, Some.Moment));
    }

    [Fact]
    public void It_rests_once_it_has_gone_far_enough_back()
    {
        var done = new Anonymiser { Through = Due, Back = Some.Moment - AnonymiserRules.Oldest };

        Assert.Null(done.Next(30, Some.Moment));
    }

    [Fact]
    public void More_days_than_before_bring_nothing_back_and_nothing_forward()
    {
        var done = new Anonymiser { Through = Due, Back = Some.Moment - AnonymiserRules.Oldest };

        Assert.Null(done.Next(60, Some.Moment));
    }
}
