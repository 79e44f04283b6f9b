using System.Globalization;
using System.Text;

namespace Muster.WebFront.Api;

/// <summary>
/// The register as a table for a spreadsheet (RFC 4180). A cell that a spreadsheet would take for a formula begins with an apostrophe, as
/// OWASP advises against CSV injection: what stands in the register was typed by people.
/// </summary>
internal static class AccountsCsv
{
    private const string Formulas = "=+-@\t\r\n＝＋－＠";

    public static string Of(AccountsAnswer register)
    {
        var table = new StringBuilder();
        Add(table, [
            "username", "alias", "role", "areas", "capacity", "status", "purpose", "officers", "shared", "email", "reviewBy", "lastSignInOn",
            "findings", "createdAt", "createdBy", "changedAt", "changedBy", "skills"]);
        foreach (var account in register.Accounts)
        {
            Add(table, [
                account.Username, account.Alias, account.Role, string.Join("; ", account.Queues), account.Capacity.ToString(CultureInfo.InvariantCulture),
                account.Status, account.Purpose, string.Join("; ", account.Officers), account.Shared ? "yes" : "no", account.Email, Day(account.ReviewBy),
                Day(account.LastSignInOn), string.Join("; ", account.Findings), Moment(account.CreatedAt), account.CreatedBy, Moment(account.ChangedAt), account.ChangedBy,
                string.Join("; ", account.Skills.Select(skill => string.Create(CultureInfo.InvariantCulture, $"{skill.Key} {skill.Value}")))]);
        }

        return table.ToString();
    }

    private static void Add(StringBuilder table, ReadOnlySpan<string?> cells)
    {
        for (var index = 0; index < cells.Length; index++)
            table.Append(index == 0 ? "" : ",").Append(Cell(cells[index]));
        table.Append("\r\n");
    }

    /// <summary>Always in quotes, so that nothing in it ends it.</summary>
    internal static string Cell(string? text)
    {
        var safe = text is [var first, ..] && Formulas.Contains(first, StringComparison.Ordinal) ? $"'{text}" : text ?? "";
        return $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string? Moment(DateTimeOffset? at) => at?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
