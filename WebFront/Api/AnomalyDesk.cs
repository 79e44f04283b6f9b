using System.Globalization;
using Muster.Agencies;
using Muster.Auditing;
using Muster.Identity;
using Muster.WebFront.Security;

namespace Muster.WebFront.Api;

/// <summary>Days by an agency's clocks.</summary>
/// <param name="To">The last of them.</param>
/// <param name="Start">When the first begins, UTC.</param>
/// <param name="Until">When the last is over, UTC.</param>
internal sealed record AnomalyDays(DateOnly From, DateOnly To, DateTimeOffset Start, DateTimeOffset Until);

/// <summary>Asks the audit log what staff did, for the API and for the page. The log's grain decides who may know, and records that it was asked.</summary>
internal sealed class AnomalyDesk(IGrainFactory grains, KnownAgencies agencies, TimeProvider clock)
{
    private const int DaysWithoutAsking = 7;

    /// <summary>The days somebody asks for, or the last seven where they ask for none; null where that makes no sense or is too many.</summary>
    public async Task<AnomalyDays?> Days(StaffMemberOf staff, string? from, string? to)
    {
        if (await agencies.Look(staff.Agency) is not { } agency)
            return null;

        var zone = TimeZoneInfo.FindSystemTimeZoneById(agency.Settings.TimeZone);
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), zone).DateTime);
        var last = string.IsNullOrEmpty(to) ? today : Day(to);
        var first = string.IsNullOrEmpty(from) ? last?.AddDays(1 - DaysWithoutAsking) : Day(from);
        return first is { } one && last is { } other && one <= other && other.DayNumber - one.DayNumber < AuditLimits.MostDaysCounted
            ? new AnomalyDays(one, other, Start(one, zone), Start(other.AddDays(1), zone))
            : null;
    }

    public async Task<Outcome<AnomalyReport>> Count(StaffMemberOf staff, AnomalyDays days)
    {
        var accounts = await grains.GetGrain<IAgencyGrain>(staff.Agency).Accounts(staff.Caller);
        if (!accounts.IsDone)
            return accounts.Refusal.Value;

        var register = accounts.Value.Accounts.Select(account => account.Member).Select(member => new AuditedStaff(member.StaffId, member.UserName, AuditActor.RoleOf(member.Role)));
        return await grains.GetGrain<IAuditGrain>(staff.Agency).Anomalies(staff.Caller, new AnomalyQuery(days.Start, days.Until, [.. register]));
    }

    private static DateOnly? Day(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is >= 2000 and <= 9000 ? day : null;

    private static DateTimeOffset Start(DateOnly day, TimeZoneInfo zone)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(midnight, zone.GetUtcOffset(midnight)).ToUniversalTime();
    }
}
