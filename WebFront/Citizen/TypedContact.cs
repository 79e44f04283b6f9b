using System.Globalization;
using Microsoft.Extensions.Localization;
using Muster.Agencies;
using Muster.Conversations;
using Muster.WebFront.Api;
using Muster.WebFront.Screens;
using Muster.WebFront.Security;
using Muster.WebFront.Wording;

namespace Muster.WebFront.Citizen;

/// <summary>How somebody wants to be reached, as they typed it.</summary>
/// <param name="NotBefore">A date and a time by the agency's clocks.</param>
/// <param name="MessageId">Minted with the form: however often it is sent, it is asked for once.</param>
public sealed record TypedContact(bool IsCallBack, string? Channel, string? Address, string? NotBefore, string? BestTime, string? MessageId = null)
{
    /// <summary>As browsers send them, and as people type them where a browser has no field for times.</summary>
    private static readonly string[] Formats = ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd HH:mm"];

    /// <summary>Nothing was typed: whoever leaves a message need not say how to be reached.</summary>
    public bool IsEmpty => (Address, NotBefore, BestTime) is (null, null, null);

    /// <summary>The form that sends it, which its fields begin with.</summary>
    public string Form => IsCallBack ? "call" : "message";

    public static TypedContact From(IFormCollection form) => new(
        form["callBack"] == "true", Filled(form, "channel"), Filled(form, "address"), Filled(form, "notBefore"), Filled(form, "bestTime"), Filled(form, "contactId"));

    /// <summary>What stands already, to be changed.</summary>
    public static TypedContact Of(ContactRequest request, AgencySettings agency) => new(
        request.IsCallBack,
        Spelling.Of(request.Channel),
        request.Address,
        request.NotBefore is { } notBefore ? agency.Local(notBefore).ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture) : null,
        request.BestTime);

    /// <summary>What is asked for; null where something of it cannot be.</summary>
    internal ContactRequest? Request(AgencyView agency) => !Faults(agency).Any()
        ? new ContactRequest(Spelling.ContactChannelOf(Channel)!.Value, Address!, IsCallBack) { NotBefore = MomentOf(agency), BestTime = BestTime, MessageId = Names.IsMessageId(MessageId) ? MessageId : null }
        : null;

    /// <param name="agency">Whose clocks count.</param>
    /// <param name="form">The form that its fields begin with.</param>
    /// <param name="say">The words.</param>
    internal IEnumerable<FieldError> Errors(AgencyView agency, string form, IStringLocalizer<CitizenWording> say) =>
        Faults(agency).Select(fault => new FieldError($"{form}-{fault.Field}", say[fault.Words]));

    /// <summary>The address that does not fit its channel, in words.</summary>
    internal FieldError WrongAddress(IStringLocalizer<CitizenWording> say) => new($"{Form}-address", say[WrongFor(Channel)]);

    /// <summary>The conversation looks at the same and is not asked to say which field it is.</summary>
    private IEnumerable<(string Field, string Words)> Faults(AgencyView agency)
    {
        if (Spelling.ContactChannelOf(Channel) is not { } channel || !ContactRequest.Fits(channel, Address))
            yield return ("address", WrongFor(Channel));
        if (NotBefore is not null && MomentOf(agency) is null)
            yield return ("not-before", "live.contact.not-before");
        if (BestTime is { Length: > ContactRequest.LongestBestTime })
            yield return ("best-time", "live.contact.best-time");
    }

    private DateTimeOffset? MomentOf(AgencyView agency) =>
        DateTime.TryParseExact(NotBefore, Formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var shown)
        && (shown - agency.At.UtcDateTime).Duration() < 2 * ContactRequest.Furthest // a clock's distance from UTC included, and far from where the calendar ends
        && agency.Settings.Moment(shown) is var moment && moment <= agency.At + ContactRequest.Furthest
            ? moment
            : null;

    private static string WrongFor(string? channel) => $"live.contact.wrong.{(Spelling.ContactChannelOf(channel) is { } known ? Spelling.Of(known) : "post")}";

    private static string? Filled(IFormCollection form, string field) => form[field].ToString().Trim() is { Length: > 0 } text ? text : null;
}
