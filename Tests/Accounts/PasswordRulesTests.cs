using Muster.Accounts;

namespace Muster.Tests.Accounts;

/// <summary>Which new passwords are taken.</summary>
public sealed class PasswordRulesTests
{
    [Theory]
    [InlineData("correct horse battery")]
    [InlineData("the bridge opens at noon")]
    [InlineData("zq8v-2kfp-77xm")]
    [InlineData("über alle Berge weg")]
    [InlineData("482915730664")]
    [InlineData("sam.okafor likes old maps")]
    public void A_long_one_that_nobody_guesses_is_good_without_kinds_of_characters(string password) => Assert.True(IsGood(password));

    [Theory]
    [InlineData("short")]
    [InlineData("elevenchars")]
    [InlineData("password1234")]
    [InlineData("Password2024!")]
    [InlineData("P@ssw0rd2024")]
    [InlineData("!!welcome2026!!")]
    [InlineData("Brisbane2026!")]
    [InlineData("aaaaaaaaaaaaaaaa")]
    [InlineData("abababababababab")]
    [InlineData("xk7xk7xk7xk7xk7")]
    [InlineData("123456789012")]
    [InlineData("abcdefghijklm")]
    [InlineData("qwertyuiop123")]
    [InlineData("9876543210987")]
    [InlineData("sam.okafor2026")]
    [InlineData("riverbend-2026")]
    [InlineData("Muster-Muster1")]
    [InlineData("a\nline of more than twelve")]
    public void A_short_common_or_patterned_one_is_not(string password) => Assert.False(IsGood(password));

    [Fact]
    public void The_limits_are_where_they_are_said_to_be()
    {
        const string text = "zq8v-2kfp-77xm ";
        var longest = string.Concat(Enumerable.Range(0, 20).Select(number => $"{text[..8]}{(char)('a' + number)}{number}")).PadRight(250, 'y');

        Assert.True(PasswordRules.IsGood(text[..12], 12));
        Assert.False(PasswordRules.IsGood(text[..11], 12));
        Assert.True(PasswordRules.IsGood(longest[..PasswordRules.Longest], 12));
        Assert.False(PasswordRules.IsGood(longest[..(PasswordRules.Longest + 1)], 12));
    }

    private static bool IsGood(string password) => PasswordRules.IsGood(password, 12, "sam.okafor", "riverbend", "muster");
}
