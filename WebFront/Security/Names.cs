using System.Buffers;
using System.Security.Cryptography;

namespace Muster.WebFront.Security;

/// <summary>The shapes of names that clients send. What has not the shape reaches no grain.</summary>
internal static class Names
{
    private static readonly SearchValues<char> IdLetters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-");

    private static readonly SearchValues<char> SettingLetters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    private static readonly SearchValues<char> UserLetters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-");

    /// <summary>The id of an agency or a queue.</summary>
    public static bool IsSetting(string? name) => Fits(name, 1, 40, SettingLetters);

    public static bool IsMessageId(string? id) => Fits(id, 1, 64, IdLetters);

    /// <summary>A message id that nobody guesses, minted with the page whose form carries it.</summary>
    public static string FreshId() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(20));

    /// <summary>The <c>messageId</c> of a start: long enough that nobody guesses it.</summary>
    public static bool IsSecret(string? id) => Fits(id, 22, 64, IdLetters);

    public static bool IsUserName(string? name) => Fits(name, 1, 64, UserLetters);

    private static bool Fits(string? name, int least, int most, SearchValues<char> letters) =>
        name is not null && name.Length >= least && name.Length <= most && name.AsSpan().IndexOfAnyExcept(letters) < 0;
}
