using System.Globalization;
using Muster.Agencies;
using Muster.Auditing;

namespace Muster.WebFront.Admin;

/// <summary>Which lines of the audit log somebody wants to see: what the address of the page says. What makes no sense is left out of the question.</summary>
/// <param name="From">The first day, as a date field has it; local to the agency.</param>
/// <param name="Until">The last day.</param>
/// <param name="Actor">A user name, a staff id or a role.</param>
/// <param name="After">The number of the last line of the page before.</param>
public sealed record AuditAsked(string From, string Until, string Actor, string Action, string Subject, long After)
{
    /// <summary>Lines of one page.</summary>
    public const int PageSize = 100;

    internal static AuditAsked Read(IQueryCollection query) => new(
        Text(query["from"]), Text(query["until"]), Text(query["actor"]), Text(query["action"]), Text(query["subject"]),
        long.TryParse(query["after"], NumberStyles.None, CultureInfo.InvariantCulture, out var after) ? after : 0);

    /// <param name="staff">Whose user names stand for their staff ids.</param>
    internal AuditQuery ToQuery(AgencySettings agency, IEnumerable<RegisteredAccount> staff) => new(
        Start(agency, From, 0),
        Start(agency, Until, 1),
        Filled(staff.FirstOrDefault(account => string.Equals(account.Member.UserName, Actor, StringComparison.OrdinalIgnoreCase))?.Member.StaffId ?? Actor),
        Filled(Action),
        Filled(Subject),
        After,
        PageSize);

    public string At(long after) => $"/admin/audit?{Query(("from", From), ("until", Until), ("actor", Actor), ("action", Action), ("subject", Subject), ("after", $"{after}"))}";

    /// <summary>The same question to the API, for a file.</summary>
    internal static string Export(AuditQuery query) => $"/api/v1/audit?{Query(
        ("format", "csv"), ("most", $"{AuditLimits.MostLines}"), ("from", Moment(query.From)), ("to", Moment(query.Until)), ("actor", query.Actor), ("action", query.Action), ("subject", query.Subject))}";

    private static string Query(params (string Name, string? Value)[] parts) => string.Join('&', parts
        .Where(part => !string.IsNullOrEmpty(part.Value))
        .Select(part => $"{part.Name}={Uri.EscapeDataString(part.Value!)}"));

    private static string? Moment(DateTimeOffset? at) => at?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static DateTimeOffset? Start(AgencySettings agency, string day, int later)
    {
        if (!DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) || date.Year is < 2000 or > 9000)
            return null;

        var midnight = date.AddDays(later).ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(midnight, TimeZoneInfo.FindSystemTimeZoneById(agency.TimeZone).GetUtcOffset(midnight)).ToUniversalTime();
    }

    private static string Text(string? text) => text is { Length: <= AuditLimits.LongestText } ? text.Trim() : "";

    private static string? Filled(string text) => text.Length == 0 ? null : text;
}
