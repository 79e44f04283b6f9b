using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Muster.Auditing;

/// <summary>
/// Each line carries the hash of the one before it: whoever changes, takes out, puts in or moves one would have to write all that follow again.
/// What is hashed is told in docs/audit.md, so that it can be checked without this program.
/// </summary>
public static class AuditChain
{
    /// <summary>The order and spelling of what is hashed.</summary>
    public const int Form = 1;

    /// <summary>SHA-256 (FIPS 180-4) of a line, lower-case hex.</summary>
    public static string HashOf(string agency, AuditLine line)
    {
        var text = new StringBuilder("muster-audit,");
        Add(text, Number(line.Form));
        Add(text, agency);
        Add(text, Number(line.Number));
        Add(text, Moment(line.At));
        Add(text, line.Since is { } since ? Moment(since) : null);
        Add(text, line.Action);
        Add(text, line.Role);
        Add(text, line.ActorAgency);
        Add(text, line.Actor);
        Add(text, line.Kind);
        Add(text, line.Subject);
        Add(text, line.Outcome);
        Add(text, line.Reason);
        Add(text, Number(line.Count));
        Add(text, line.Previous);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    /// <summary>What stands after it.</summary>
    public static AuditHead After(string agency, AuditLine line) => new(line.Number, HashOf(agency, line), line.Action);

    /// <summary>The line that follows.</summary>
    public static AuditLine Next(this AuditHead head, AuditEvent audited, DateTimeOffset at, DateTimeOffset? since) => new(
        Form,
        head.Number + 1,
        at,
        since,
        audited.Action,
        audited.Actor.Role,
        audited.Actor.Agency,
        audited.Actor.Id,
        audited.Subject.Kind,
        audited.Subject.Id,
        audited.Outcome,
        audited.Reason,
        audited.Count,
        head.Hash);

    /// <summary>With its length in front, so that no two lines read alike; a tilde where there is nothing.</summary>
    private static void Add(StringBuilder text, string? value)
    {
        if (value is null)
            text.Append("~,");
        else
            text.Append(CultureInfo.InvariantCulture, $"{Encoding.UTF8.GetByteCount(value)}:{value},");
    }

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Moment(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);
}
