using System.Collections.Immutable;
using static Muster.Agencies.AgencySettingsLimits;

namespace Muster.Agencies;

/// <summary>What an agency's settings must keep to before anybody uses them.</summary>
public static class AgencySettingsRules
{
    /// <summary>Everything that is wrong; nothing where all is well.</summary>
    public static ImmutableArray<SettingProblem> Problems(this AgencySettings agency)
    {
        var check = new SettingsCheck();
        foreach (var (field, section) in ((string, object?)[])[("colours", agency.Colours), ("limits", agency.Limits), ("staff", agency.Staff), ("signIn", agency.SignIn), ("abuse", agency.Abuse), ("lifeAtRisk", agency.LifeAtRisk)])
            check.That(section is not null, field, "is null; leave it out for the defaults");
        if (!check.Problems.IsEmpty) return check.Problems;

        check.Id("id", agency.Id);
        check.Text("name", agency.Name, 1, LongestName);
        check.That(TimeZoneInfo.TryFindSystemTimeZoneById(agency.TimeZone, out var zone) && zone.HasIanaId, "timeZone",
            $"'{agency.TimeZone}' is no IANA time zone of this machine (is tzdata installed?)");
        check.Hours("hours", agency.Hours);
        CheckQueues(check, agency);
        RoutingRules.Check(check, agency);
        RoutingRules.Check(check, agency.LifeAtRisk);
        CheckSpecialDays(check, agency.SpecialDays);
        if (agency.Emergency is { } emergency) CheckEmergency(check, emergency, agency);
        CheckWords(check, agency);
        CheckChannels(check, agency.Channels);
        CheckColours(check, agency.Colours);
        CheckLimits(check, agency.Limits);
        CheckStaff(check, agency.Staff);
        IdentifierRules.Check(check, agency.Identifiers);
        check.Number("anonymiseAfterDays", agency.AnonymiseAfterDays ?? 1, 1, 3_650);
        check.SignIn("signIn", agency.SignIn);
        CheckAbuse(check, agency.Abuse);
        return check.Problems;
    }

    private static void CheckQueues(SettingsCheck check, AgencySettings agency)
    {
        var queues = agency.Queues;
        check.Count("queues", queues.Length, 1, MostQueues);
        check.Distinct("queues", queues.Select(queue => queue.Id));
        foreach (var (index, queue) in queues.Index())
        {
            var field = $"queues[{index}]";
            check.Id($"{field}.id", queue.Id);
            check.Text($"{field}.name", queue.Name, 1, LongestName);
            check.Number($"{field}.offerSeconds", queue.OfferSeconds, 5, 300);
            check.That(Enum.IsDefined(queue.Assignment), $"{field}.assignment", "is neither direct nor offer");
            RoutingRules.Check(check, field, queue, agency);
            if (queue.Hours is { } hours) check.Hours($"{field}.hours", hours);
            if (queue.NoReply is { } noReply) check.NoReply($"{field}.noReply.alertSeconds", $"{field}.noReply.returnSeconds", noReply);
        }
    }

    private static void CheckSpecialDays(SettingsCheck check, ImmutableArray<SpecialDay> days)
    {
        check.Count("specialDays", days.Length, 0, MostSpecialDays);
        check.Distinct("specialDays", days.Select(day => $"{day.Date:yyyy-MM-dd}"));
        foreach (var (index, day) in days.Index())
        {
            var field = $"specialDays[{index}]";
            check.Text($"{field}.name", day.Name, 1, LongestName);
            check.Count($"{field}.open", day.Open.Length, 0, MostSpansADay);
            check.Spans($"{field}.open", day.Open);
        }
    }

    private static void CheckEmergency(SettingsCheck check, EmergencyOpening emergency, AgencySettings agency)
    {
        check.That(emergency.Until > emergency.From && emergency.Until - emergency.From <= LongestEmergency, "emergency.until",
            $"is not after emergency.from, or more than {LongestEmergency.TotalDays} days after it");
        check.Distinct("emergency.queues", emergency.Queues);
        foreach (var (index, queue) in emergency.Queues.Index())
            check.That(agency.Queue(queue) is not null, $"emergency.queues[{index}]", $"'{queue}' is no queue of the agency");
    }

    private static void CheckWords(SettingsCheck check, AgencySettings agency)
    {
        check.Text("greeting", agency.Greeting, 0, LongestText);
        check.Text("about", agency.About, 0, LongestText);
        check.Text("privacyNotice", agency.PrivacyNotice, 0, LongestText);
        check.Text("emergencyNumber", agency.EmergencyNumber, 0, LongestWord);
        check.Url("privacyUrl", agency.PrivacyUrl, "https");
        check.Url("guidelinesUrl", agency.GuidelinesUrl, "https");
        check.Words("dispositions", agency.Dispositions, 1, MostDispositions);
        check.Words("tags", agency.Tags, 0, MostTags);
        check.Count("notices", agency.Notices.Length, 0, MostNotices);
        foreach (var (index, notice) in agency.Notices.Index()) check.Text($"notices[{index}]", notice, 1, LongestText);
        check.Count("sites", agency.Sites.Length, 0, MostSites);
        foreach (var (index, site) in agency.Sites.Index()) check.Origin($"sites[{index}]", site);
    }

    private static void CheckChannels(SettingsCheck check, ImmutableArray<Channel> channels)
    {
        check.Count("channels", channels.Length, 0, MostChannels);
        foreach (var (index, channel) in channels.Index())
        {
            var field = $"channels[{index}]";
            check.Text($"{field}.name", channel.Name, 1, LongestName);
            check.Text($"{field}.value", channel.Value, 1, LongestName);
            check.Url($"{field}.url", channel.Url, "tel", "mailto", "https");
        }
    }

    private static void CheckColours(SettingsCheck check, AgencyColours colours)
    {
        check.Contrast("colours.onAccent", colours.OnAccent, "colours.accent", colours.Accent);
        check.Contrast("colours.onAccentDark", colours.OnAccentDark, "colours.accentDark", colours.AccentDark);
    }

    private static void CheckAbuse(SettingsCheck check, AbuseSettings abuse)
    {
        check.Text("abuse.guidelines", abuse.Guidelines, 1, LongestText);
        check.Text("abuse.appeal", abuse.Appeal, 1, LongestText);
        check.Number("abuse.longestBanDays", abuse.LongestBanDays, 1, 365);
        if (abuse.ChallengeAboveStartsPerSecond is { } starts) check.Number("abuse.challengeAboveStartsPerSecond", starts, 10, 100_000);
        check.Number("abuse.letInPerSecond", abuse.LetInPerSecond, 1, 1_000);
    }

    private static void CheckLimits(SettingsCheck check, AgencyLimits limits)
    {
        check.Number("limits.burst", limits.Burst, 1, 10_000);
        check.Number("limits.perSecond", limits.PerSecond, 0.1, 1_000);
        check.Number("limits.idleMinutes", limits.IdleMinutes, 15, 1_440);
        check.Number("limits.closeAfterNoAnswerMinutes", limits.CloseAfterNoAnswerMinutes ?? 1, 1, 1_440);
        check.Number("limits.transferWaitSeconds", limits.TransferWaitSeconds, 10, 3_600);
        check.Number("limits.transferReturnSeconds", limits.TransferReturnSeconds ?? 30, 30, 86_400);
        check.NoReply("limits.noReplyAlertSeconds", "limits.noReplyReturnSeconds", new(limits.NoReplyAlertSeconds, limits.NoReplyReturnSeconds));
    }

    private static void CheckStaff(SettingsCheck check, StaffPolicy staff)
    {
        check.Number("staff.reviewMonths", staff.ReviewMonths, 1, 36);
        check.Number("staff.staleAfterDays", staff.StaleAfterDays, 1, 1_000);
        check.Count("staff.emailDomains", staff.EmailDomains.Length, 0, MostEmailDomains);
        check.Distinct("staff.emailDomains", staff.EmailDomains);
        foreach (var (index, domain) in staff.EmailDomains.Index())
            check.That(EmailAddress.IsDomain(domain), $"staff.emailDomains[{index}]", $"'{domain}' is no domain such as example.org, in small letters");
    }
}
