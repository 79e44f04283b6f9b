using System.Security.Cryptography;
using Muster.Accounts;
using Muster.Agencies;
using Muster.Identity;

namespace Muster.Tests.Accounts;

/// <summary>What stands in for a lost second factor.</summary>
public sealed class RecoveryCodesTests : IRandomness
{
    private static readonly DateTimeOffset Moment = new(2026, 11, 29, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Each_counts_once_however_it_is_typed()
    {
        var codes = RecoveryCodes.New(this);
        var factor = new SecondFactor([1, 2, 3], Moment, 0, [.. codes.Select(RecoveryCodes.Digest)]);

        foreach (var code in codes)
        {
            var typed = $" {code.ToUpperInvariant().Replace("-", "  ", StringComparison.Ordinal).Replace('0', 'O').Replace('1', 'L')} ";
            factor = factor.Use(typed, Moment) ?? throw new InvalidOperationException($"{typed} was refused.");
            Assert.Null(factor.Use(code, Moment));
        }

        Assert.Empty(factor.RecoveryCodes);
    }

    [Fact]
    public void They_are_long_enough_to_be_kept_as_plain_digests()
    {
        var codes = RecoveryCodes.New(this);

        Assert.Equal(RecoveryCodes.Count, codes.Distinct().Count());
        Assert.All(codes, code => Assert.Equal(RecoveryCodes.Length, code.Count(letter => letter != '-')));
        Assert.True(RecoveryCodes.Length * 5 >= 112); // NIST SP 800-63B-4, 3.1.2.2
        Assert.True(codes.SelectMany(code => code).Distinct().Count() > 25);
    }

    [Fact]
    public void What_is_stored_is_no_code()
    {
        var code = RecoveryCodes.New(this)[0];

        Assert.Null(new SecondFactor([1], Moment, 0, [RecoveryCodes.Digest(code)]).Use(RecoveryCodes.Digest(code), Moment));
    }

    ulong IRandomness.NextUInt64() => throw new NotSupportedException();

    void IRandomness.Fill(Span<byte> bytes) => RandomNumberGenerator.Fill(bytes);
}
