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

    [Theory]
    [InlineData("")]
    [InlineData("anything")]
    public void Nothing_is_right_without_an_account(string password) => Assert.False(_passwords.Verify(null, password));
}
