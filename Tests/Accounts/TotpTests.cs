using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Muster.Accounts;
using Muster.Agencies;

namespace Muster.Tests.Accounts;

/// <summary>Codes of authenticator apps, against the words of the standards.</summary>
public sealed class TotpTests
{
    private static readonly byte[] Rfc = Encoding.ASCII.GetBytes("12345678901234567890");

    private static readonly DateTimeOffset Moment = new(2026, 11, 29, 8, 0, 0, TimeSpan.Zero);

    /// <summary>RFC 6238, appendix B, the rows of SHA-1.</summary>
    [Theory]
    [InlineData(59, "94287082")]
    [InlineData(1111111109, "07081804")]
    [InlineData(1111111111, "14050471")]
    [InlineData(1234567890, "89005924")]
    [InlineData(2000000000, "69279037")]
    [InlineData(20000000000, "65353130")]
    public void The_codes_of_the_standard_come_out(long seconds, string code) =>
        Assert.Equal(code, Totp.Code(Rfc, Totp.StepAt(DateTimeOffset.FromUnixTimeSeconds(seconds)), digits: 8));

    /// <summary>RFC 4226, appendix D.</summary>
    [Theory]
    [InlineData(0, "755224")]
    [InlineData(1, "287082")]
    [InlineData(7, "162583")]
    [InlineData(9, "520489")]
    public void So_do_those_by_a_counter(long step, string code) => Assert.Equal(code, Totp.Code(Rfc, step));

    /// <summary>RFC 4648, 10, without padding.</summary>
    [Theory]
    [InlineData("", "")]
    [InlineData("f", "MY")]
    [InlineData("fo", "MZXQ")]
    [InlineData("foo", "MZXW6")]
    [InlineData("foob", "MZXW6YQ")]
    [InlineData("fooba", "MZXW6YTB")]
    [InlineData("foobar", "MZXW6YTBOI")]
    public void A_secret_is_spelt_as_apps_read_it(string secret, string spelt) => Assert.Equal(spelt, Totp.Spell(Encoding.ASCII.GetBytes(secret)));

    [Theory]
    [InlineData(-2, false)]
    [InlineData(-1, true)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public void A_clock_may_differ_by_one_step(int steps, bool counts)
    {
        var code = Totp.Code(Rfc, Totp.StepAt(Moment) + steps);

        Assert.Equal(counts ? Totp.StepAt(Moment) + steps : null, Totp.StepOf(Rfc, code, Moment, lastStep: 0));
    }

    [Theory]
    [InlineData("")]
    [InlineData("12345")]
    [InlineData("1234567")]
    [InlineData("１２３４５６")]
    public void What_is_no_code_counts_for_nothing(string code) => Assert.Null(Totp.StepOf(Rfc, code, Moment, lastStep: 0));

    /// <summary>However codes are shown, and shown again, over time: none counts twice, and none after a later one.</summary>
    [Fact]
    public void No_code_counts_twice() => Prop.ForAll<int>(ArbMap.Default.ArbFor<int>(), seed =>
    {
        var random = new Random(seed);
        var (factor, now, used) = (new SecondFactor([.. Rfc], Moment, 0, []), Moment, new List<long>());
        for (var turn = 0; turn < 60; turn++)
        {
            now += TimeSpan.FromSeconds(random.Next(20));
            var step = Totp.StepAt(now) + random.Next(-2, 3);
            if (factor.Use(Totp.Code(Rfc, step), now) is not { } next) continue;

            used.Add(step);
            factor = next;
        }

        Assert.Equal(used.Distinct().Order(), used);
        Assert.NotEmpty(used);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(50));

    [Fact]
    public void An_app_reads_the_address() => Assert.Equal(
        "otpauth://totp/Riverbend%20Council:sam.okafor?secret=MZXW6&issuer=Riverbend%20Council&algorithm=SHA1&digits=6&period=30",
        Totp.Uri("Riverbend Council", "sam.okafor", "MZXW6"));
}
