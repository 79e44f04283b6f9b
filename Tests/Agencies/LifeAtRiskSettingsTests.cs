using System.Collections.Immutable;
using Muster.Agencies;

namespace Muster.Tests.Agencies;

/// <summary>What an agency's file may say about lives in danger (N17).</summary>
public sealed class LifeAtRiskSettingsTests
{
    private static readonly ImmutableArray<string> TwoHundred = [.. Enumerable.Range(0, 200).Select(number => $"phrase {number}")];

    [Fact]
    public void What_ships_and_what_is_said_in_full_is_right()
    {
        Assert.Empty(Problems(new LifeAtRiskSettings()));
        Assert.Empty(Problems(new LifeAtRiskSettings { IsWatched = false, Steps = ["x"] }));
        Assert.Empty(Problems(new LifeAtRiskSettings { Steps = [.. Enumerable.Repeat(new string('x', 300), 10)] }));
        Assert.Empty(Problems(new LifeAtRiskSettings { Phrases = [new("pt", TwoHundred), new("fil", ["ab", new string('x', 60)]), new("zh", ["救命"])] }));
    }

    [Fact]
    public void Each_limit_is_kept_on_both_sides()
    {
        Wrong(new LifeAtRiskSettings { Steps = [] }, "lifeAtRisk.steps");
        Wrong(new LifeAtRiskSettings { Steps = [.. Enumerable.Repeat("x", 11)] }, "lifeAtRisk.steps");
        Wrong(new LifeAtRiskSettings { Steps = ["Call.", " "] }, "lifeAtRisk.steps[1]");
        Wrong(new LifeAtRiskSettings { Steps = [new string('x', 301)] }, "lifeAtRisk.steps[0]");
        Wrong(new LifeAtRiskSettings { Phrases = [new("pt", [])] }, "lifeAtRisk.phrases[0].phrases");
        Wrong(new LifeAtRiskSettings { Phrases = [new("pt", TwoHundred.Add("one more"))] }, "lifeAtRisk.phrases[0].phrases");
        Wrong(new LifeAtRiskSettings { Phrases = [new("pt-BR", ["socorro"])] }, "lifeAtRisk.phrases[0].language");
        Wrong(new LifeAtRiskSettings { Phrases = [new("pt", ["socorro"]), new("pt", ["afogado"])] }, "lifeAtRisk.phrases");
        Wrong(new LifeAtRiskSettings { Phrases = [new("pt", ["socorro", "socorro"])] }, "lifeAtRisk.phrases[0].phrases");
        Wrong(new LifeAtRiskSettings { Phrases = [new("pt", ["x"])] }, "lifeAtRisk.phrases[0].phrases[0]");
        Wrong(new LifeAtRiskSettings { Phrases = [new("pt", [new string('x', 61)])] }, "lifeAtRisk.phrases[0].phrases[0]");
        Wrong(new LifeAtRiskSettings { Phrases = [new("pt", ["socorro", " afogado"])] }, "lifeAtRisk.phrases[0].phrases[1]");
        Wrong(new LifeAtRiskSettings { Phrases = [new("pt", ["''"])] }, "lifeAtRisk.phrases[0].phrases[0]");
        Wrong(new LifeAtRiskSettings { Phrases = [new("pt", ["112"])] }, "lifeAtRisk.phrases[0].phrases[0]");
    }

    [Fact]
    public void It_is_left_out_or_said_and_never_null() => Assert.Equal("lifeAtRisk", Assert.Single(Problems(null!)).Field);

    [Fact]
    public void No_class_of_an_agencys_own_is_above_or_named_like_it()
    {
        var agency = Some.Agency with { Priorities = [new("life-at-risk", "Life at risk", 60), new("urgent", "Urgent", 86_400)] };

        Assert.Equal("priorities[0].id", Assert.Single(agency.Problems()).Field);
        Assert.True(LifeAtRiskSettings.HeadStart > TimeSpan.FromSeconds(AgencySettingsLimits.LongestHeadStartSeconds));
    }

    private static void Wrong(LifeAtRiskSettings settings, string field) => Assert.Equal(field, Assert.Single(Problems(settings)).Field);

    private static ImmutableArray<SettingProblem> Problems(LifeAtRiskSettings settings) => (Some.Agency with { LifeAtRisk = settings }).Problems();
}
