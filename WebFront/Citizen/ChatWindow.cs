using System.Globalization;
using Microsoft.Extensions.Localization;
using Muster.Agencies;
using Muster.Conversations;
using Muster.Identity;
using Muster.WebFront.Screens;
using Muster.WebFront.Security;
using Muster.WebFront.Wording;

namespace Muster.WebFront.Citizen;

/// <summary>What the page shows beyond the agency and the chat itself.</summary>
internal sealed record PageState(
    bool Panel = false, bool LeavesMessage = false, int? RefreshSeconds = null, StartRequest? Typed = null, string? Draft = null, Refusal? Refusal = null,
    RatingRequest? Rating = null, TimeSpan? Wait = null, Api.BannedUntil? Banned = null, TypedContact? Contact = null, GivenCode? Code = null);

/// <summary>Puts the citizen's page together: the start form, or the chat that the browser's ticket is for.</summary>
internal sealed class ChatWindow(Api.KnownAgencies agencies, CitizenDesk desk, IStringLocalizer<CitizenWording> say)
{
    public async Task<IResult> Show(HttpContext http, string agency, Func<PageState, PageState> with)
    {
        Languages.Choose(http.Request);
        var state = with(new PageState());
        if (await agencies.Look(agency) is not { View: var view } now)
            return Nowhere(http);

        var ticket = ChatTicket.From(http, agency);
        if (ticket is not null && desk.Wait(ticket) is { } wait)
            return TooOften(http, wait);

        var chat = ticket is null ? null : await desk.Chat(ticket);
        if (chat is null)
            ticket?.Forget(http);

        PagePolicy.Apply(http.Response, FramedBy(view.Settings));
        var errors = Errors(view, chat is { IsWaiting: true } ? state : state with { Contact = null });
        return new Page<ChatPage>(new Dictionary<string, object?>
        {
            [nameof(ChatPage.Agency)] = view,
            [nameof(ChatPage.Wait)] = chat is null ? now.WaitNow(say) : now.PlaceNow(chat.View.Queue, chat.View.Ticket, say),
            [nameof(ChatPage.Chat)] = chat,
            [nameof(ChatPage.MessageId)] = state.Typed?.MessageId ?? Names.FreshId(),
            [nameof(ChatPage.Typed)] = state.Typed,
            [nameof(ChatPage.Draft)] = state.Draft,
            [nameof(ChatPage.Rating)] = state.Rating,
            [nameof(ChatPage.Contact)] = state.Contact,
            [nameof(ChatPage.Code)] = state.Code is { } given ? (object)(given.Code, view.DayAndTime(given.Until)) : null,
            [nameof(ChatPage.ReturnAddress)] = $"{http.Request.Scheme}://{http.Request.Host}{ReturnWindow.PathOf(agency)}",
            [nameof(ChatPage.Notice)] = chat is { IsWaiting: true } && now.Line(chat.View.Queue)?.Notice is { } notice && notice.Id != chat.View.NoticeAnswered ? notice : null,
            [nameof(ChatPage.Errors)] = errors,
            [nameof(ChatPage.RefreshSeconds)] = chat?.View.Status is ConversationStatus.Closed ? null : state.RefreshSeconds,
            [nameof(ChatPage.Panel)] = state.Panel,
            [nameof(ChatPage.LeavesMessage)] = state.LeavesMessage || state.Typed?.LeavesMessage == true,
        }, StatusOf(http, state, errors));
    }

    public static IResult Nowhere(HttpContext http)
    {
        PagePolicy.Apply(http.Response, framedBy: "'none'");
        return new Page<NowherePage>(new Dictionary<string, object?>(), StatusCodes.Status404NotFound);
    }

    /// <summary>Somebody, or something, reloads without a pause.</summary>
    public IResult TooOften(HttpContext http, TimeSpan wait)
    {
        http.Response.Headers.RetryAfter = ((int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return Results.Text(say["Refused.TooOften"], "text/plain; charset=utf-8", statusCode: StatusCodes.Status429TooManyRequests);
    }

    /// <summary>Our own pages, and the sites the agency names: a page that any site may frame can be made to click for somebody else.</summary>
    public static string FramedBy(AgencySettings settings) => string.Join(' ', settings.Sites.Prepend("'self'"));

    private static int StatusOf(HttpContext http, PageState state, IReadOnlyList<FieldError> errors)
    {
        if (state.Wait is { } wait)
            http.Response.Headers.RetryAfter = ((int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return state.Wait is not null ? StatusCodes.Status429TooManyRequests
            : state.Banned is not null ? StatusCodes.Status403Forbidden
            : errors.Count == 0 ? StatusCodes.Status200OK
            : StatusCodes.Status400BadRequest;
    }

    private IReadOnlyList<FieldError> Errors(AgencyView agency, PageState state) =>
        state.Rating is not null ? [new FieldError("plain-resolved", say["live.survey.incomplete"])]
        : state.Contact is { } contact ? [.. ContactErrors(agency, contact, state.Refusal)]
        : [.. TextErrors(agency, state), .. state.Typed?.Reply?.Errors(agency, "reply", say) ?? []];

    private IEnumerable<FieldError> ContactErrors(AgencyView agency, TypedContact contact, Refusal? refusal) => refusal switch
    {
        null => contact.Errors(agency, contact.Form, say),
        Refusal.InvalidRequest => [contact.WrongAddress(say)],
        _ => [new FieldError($"{contact.Form}-address", say["live.contact.refused"])],
    };

    private IReadOnlyList<FieldError> TextErrors(AgencyView agency, PageState state) => state.Refusal switch
    {
        null when state.Wait is { } wait => [new("text", say["Refused.Wait", (int)Math.Ceiling(wait.TotalSeconds)])],
        null when state.Banned is { } banned => [new("text", say["live.start.banned", agency.DayAndTime(banned.Until), banned.Appeal])],
        null => [],
        Refusal.MessageTooLong => [new("text", say["Refused.TooLong", ConversationLimits.LongestText])],
        Refusal.InvalidRequest => [new("text", say["live.start.empty"])],
        Refusal.QueueClosed => [new("text", say["live.start.closed"])],
        Refusal.ConversationClosed => [new("text", say["Refused.Closed"])],
        Refusal.SlowDown => [new("text", say["Refused.SlowDown"])],
        _ => [new("text", say["live.start.refused"])],
    };
}
