namespace Muster.Agencies;

/// <summary>
/// Addresses as an agency gives them out: a plain local part at a domain (RFC 5321 4.1.2 without quoting and address literals, which no
/// register needs).
/// </summary>
public static class EmailAddress
{
    /// <summary>RFC 5321 4.5.3.1, as errata 1690 of RFC 3696 counts it.</summary>
    public const int Longest = 254;

    private const int LongestLocalPart = 64;
    private const int LongestDomain = 253;
    private const int LongestLabel = 63;

    public static bool IsOne(string address)
    {
        var at = address.LastIndexOf('@');
        return address.Length <= Longest && at is >= 1 and <= LongestLocalPart && IsLocalPart(address.AsSpan(0, at)) && IsDomain(DomainOf(address));
    }

    /// <summary>What follows the last <c>@</c>, in small letters.</summary>
    public static string DomainOf(string address) => address[(address.LastIndexOf('@') + 1)..].ToLowerInvariant();

    /// <summary>Whether it is a host's full name, in small letters (RFC 1123 2.1).</summary>
    public static bool IsDomain(string domain) =>
        domain.Length <= LongestDomain && domain.Split('.') is { Length: >= 2 } labels && labels.All(IsLabel);

    private static bool IsLabel(string label) =>
        label.Length is >= 1 and <= LongestLabel
        && label[0] != '-'
        && label[^1] != '-'
        && label.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-');

    private static bool IsLocalPart(ReadOnlySpan<char> local)
    {
        foreach (var letter in local)
        {
            if (!char.IsAsciiLetterOrDigit(letter) && !"!#$%&'*+-/=?^_`{|}~.".Contains(letter, StringComparison.Ordinal))
                return false;
        }

        return local[0] != '.' && local[^1] != '.' && local.IndexOf("..") < 0;
    }
}
