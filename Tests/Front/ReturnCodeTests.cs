#if ENGINE_EMBEDDED
using Muster.Identity;
using Muster.Tests.Support;
using Muster.WebFront.Security;

namespace Muster.Tests.Front;

/// <summary>The code itself: how it is made, how it is typed, and that nobody keeps it.</summary>
public sealed class ReturnCodeTests
{
    private const string Agency = "demo";

    [Fact]
    public async Task Asked_for_again_it_is_the_same_on_every_front_with_our_keys()
    {
        await using var cluster = await ChatCluster.Start();

        var first = (await Codes(cluster).Give(Citizen(1))).Value!;
        var again = (await Codes(cluster).Give(Citizen(1))).Value!;

        Assert.Matches("^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$", first.Code);
        Assert.Equal(first, again);
        Assert.Equal(cluster.Clock.GetUtcNow().AddHours(24), first.Until);
        Assert.NotEqual(first.Code, (await Codes(cluster).Give(Citizen(2))).Value!.Code);
        Assert.NotEqual(first.Code, (await new ReturnCode(new TestKeys(2), cluster.Grains).Give(Citizen(1))).Value!.Code);
    }

    [Fact]
    public async Task It_is_read_as_people_type_it()
    {
        await using var cluster = await ChatCluster.Start();
        var (conversation, code) = await WithDigitsThatLookLikeLetters(cluster);
        string[] typed =
        [
            code,
            code.ToLowerInvariant(),
            code.Replace("-", "", StringComparison.Ordinal),
            code.Replace("-", " ", StringComparison.Ordinal),
            code.Replace("-", " \u2013 ", StringComparison.Ordinal),
            $"  {code}  ",
            string.Join(' ', code.ToCharArray()),
            code.Replace('0', 'O'),
            code.Replace('0', 'o'),
            code.Replace('1', 'I'),
            code.Replace('1', 'l'),
        ];

        foreach (var one in typed)
            Assert.Equal((one, conversation), (one, await Codes(cluster).Find(Agency, one)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("00000-00000")]
    [InlineData("00000-0000")]
    [InlineData("00000-000000")]
    [InlineData("0000\u0660-00000")]
    [InlineData("../../etc/passwd")]
    public async Task Whatever_is_no_code_of_ours_leads_nowhere(string typed)
    {
        await using var cluster = await ChatCluster.Start();
        await Codes(cluster).Give(Citizen(1));

        Assert.Null(await Codes(cluster).Find(Agency, typed));
    }

    [Fact]
    public async Task It_is_a_code_of_one_agency_alone()
    {
        await using var cluster = await ChatCluster.Start();
        var given = (await Codes(cluster).Give(Citizen(1))).Value!;

        Assert.Equal(Citizen(1).Conversation, await Codes(cluster).Find(Agency, given.Code));
        Assert.Null(await Codes(cluster).Find("other", given.Code));
    }

    [Fact]
    public async Task After_a_day_it_leads_nowhere_unless_it_was_asked_for_again()
    {
        await using var cluster = await ChatCluster.Start();
        var (once, again) = ((await Codes(cluster).Give(Citizen(1))).Value!, (await Codes(cluster).Give(Citizen(2))).Value!);
        cluster.Clock.Leap(TimeSpan.FromHours(23));
        await Codes(cluster).Give(Citizen(2));

        cluster.Clock.Leap(TimeSpan.FromHours(1));

        Assert.Null(await Codes(cluster).Find(Agency, once.Code));
        Assert.Equal(Citizen(2).Conversation, await Codes(cluster).Find(Agency, again.Code));
    }

    [Fact]
    public async Task It_stands_in_nothing_that_is_stored_or_logged()
    {
        await using var cluster = await ChatCluster.Start();
        var code = (await Codes(cluster).Give(Citizen(1))).Value!.Code;
        await Codes(cluster).Find(Agency, code);
        await Codes(cluster).Find("other", code);

        Assert.Contains(Citizen(1).Conversation!, cluster.States.Everything, StringComparison.Ordinal);
        foreach (var spelling in (string[])[code, code.Replace("-", "", StringComparison.Ordinal)])
        {
            Assert.DoesNotContain(spelling, cluster.States.Everything, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(cluster.Logged.Lines.All, line => line.Contains(spelling, StringComparison.OrdinalIgnoreCase));
            Assert.DoesNotContain(cluster.Audit.LinesOf(Agency), line => $"{line}".Contains(spelling, StringComparison.OrdinalIgnoreCase));
        }
    }

    /// <summary>The first in which a zero and a one stand: which that is, is the same in every run.</summary>
    private static async Task<(string Conversation, string Code)> WithDigitsThatLookLikeLetters(ChatCluster cluster)
    {
        for (var number = 1; number <= 1_000; number++)
        {
            var code = (await Codes(cluster).Give(Citizen(number))).Value!.Code;
            if (code.Contains('0', StringComparison.Ordinal) && code.Contains('1', StringComparison.Ordinal))
                return (Citizen(number).Conversation!, code);
        }

        throw new InvalidOperationException("No code of a thousand holds both.");
    }

    private static ReturnCode Codes(ChatCluster cluster) => new(new TestKeys(1), cluster.Grains);

    private static Caller Citizen(int number) => Caller.Citizen(Agency, $"{Agency}/{new string('a', 20)}{number:000000}");
}
#endif
