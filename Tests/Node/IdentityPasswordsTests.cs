using System.Buffers.Binary;
using Microsoft.AspNetCore.Identity;
using Muster.Silo.Identity;

namespace Muster.Tests.Node;

/// <summary>Passwords as production keeps them.</summary>
public sealed class IdentityPasswordsTests
{
    private readonly IdentityPasswords _passwords = new();

    [Fact]
    public void Only_the_right_password_is_right()
    {
        var hash = _passwords.Hash("correct horse");

        Assert.DoesNotContain("correct horse", hash, StringComparison.Ordinal);
        Assert.NotEqual(hash, _passwords.Hash("correct horse"));
        Assert.True(_passwords.Verify(hash, "correct horse"));
        Assert.False(_passwords.Verify(hash, "correct hors"));
    }

    [Fact]
    public void A_hash_costs_what_guessers_are_meant_to_pay_and_cheaper_old_ones_still_hold()
    {
        var made = Convert.FromBase64String(_passwords.Hash("correct horse"));
        var old = new PasswordHasher<object>().HashPassword(new object(), "correct horse");

        // As Identity's version 3 writes it: a mark, the function (2 is HMAC-SHA512), the rounds.
        Assert.Equal((1, 2u, 210_000u), (made[0], BinaryPrimitives.ReadUInt32BigEndian(made.AsSpan(1)), BinaryPrimitives.ReadUInt32BigEndian(made.AsSpan(5))));
        Assert.True(_passwords.Verify(old, "correct horse"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("anything")]
    public void Nothing_is_right_without_an_account(string password) => Assert.False(_passwords.Verify(null, password));
}
