using System.Globalization;
using Muster.Agencies;
using Muster.Conversations;
using Muster.Identity;
using Muster.WebFront.Screens;

namespace Muster.WebFront.Citizen;

/// <summary>The citizen's page, and the forms on it for people without JavaScript.</summary>
internal static class CitizenScreens
{
    /// <summary>Often enough to follow a conversation, seldom enough to read and to write in between.</summary>
    private const int RefreshSeconds = 30;

    public static IServiceCollection AddCitizenScreens(this IServiceCollection services) =>
        services.AddSingleton<CitizenDesk>().AddSingleton<ChatWindow>().AddSingleton<ReturnWindow>().AddSingleton<LauncherState>();

    public static IEndpointRouteBuilder MapCitizenScreens(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", ChatWindow.Nowhere);
        routes.MapGet("/chat", ChatWindow.Nowhere);
        var chat = routes.MapGroup("/chat/{agency}");
        chat.MapGet("", Show);
        chat.MapGet("/theme.css", Theme);
        chat.MapGet("/launcher", Launcher);
        chat.MapGet("/transcript", Save);
        chat.MapGet("/return", (string agency, HttpContext http, ReturnWindow window, string? panel = null) => window.Show(http, agency, panel is not null));

        var forms = chat.MapGroup("").AddEndpointFilter<OwnForms>();
        forms.MapPost("", Start);
        forms.MapPost("/messages", Post);
        forms.MapPost("/closing-answer", (string agency, HttpContext http, CitizenDesk desk) =>
            Do(agency, http, (ticket, form) => desk.AnswerClosing(ticket, form["moreHelp"] == "true")));
        forms.MapPost("/contact", AskForContact);
        forms.MapPost("/notice-answer", (string agency, HttpContext http, CitizenDesk desk) =>
            Do(agency, http, (ticket, form) => desk.AnswerNotice(ticket, new AnswerNotice(form["notice"].ToString(), form["helped"] == "true"))));
        forms.MapPost("/return-code", GiveCode);
        forms.MapPost("/return", (string agency, HttpContext http, ReturnWindow window) => window.Return(http, agency));
        forms.MapPost("/end", (string agency, HttpContext http, CitizenDesk desk) => Do(agency, http, (ticket, form) => desk.End(ticket, onlyWaiting: form["while"] == "waiting")));
        forms.MapPost("/rating", Rate);
        forms.MapPost("/finish", Finish);
        return routes;
    }

    private static async Task<IResult> Show(string agency, HttpContext http, ChatWindow window, string? panel = null, string? refresh = null, string? message = null) =>
        await window.Show(http, agency, page => page with
        {
            Panel = panel is not null,
            LeavesMessage = message is not null,
            RefreshSeconds = refresh is null ? null : RefreshSeconds,
        });

    private static async Task<IResult> Start(string agency, HttpContext http, CitizenDesk desk, ChatWindow window, Api.KnownAgencies agencies)
    {
        Languages.Choose(http.Request);
        var form = await http.Request.ReadFormAsync();
        var request = new StartRequest(
            form["queue"].ToString(), form["messageId"].ToString(), form["text"].ToString(), Filled(form, "name"), CultureInfo.CurrentUICulture.Name,
            TypedContact.From(form) is { IsEmpty: false } reply ? reply : null, LeavesMessage: form["leaveMessage"] == "true", Pass: Filled(form, "pass"));
        // The back button, or a second tab: the chat goes on, and what was typed is part of it.
        if (ChatTicket.From(http, agency) is { } open && await desk.Chat(open) is { View.Status: not ConversationStatus.Closed })
            return await Post(agency, http, desk, window);

        var asks = request is { LeavesMessage: true, Reply: { } typed } && await agencies.Look(agency) is { } known ? typed.Request(known.View) : null;
        if (request is { LeavesMessage: true, Reply: not null } && asks is null)
            return await window.Show(http, agency, page => page with { Typed = request, Refusal = string.IsNullOrWhiteSpace(request.Text) ? Refusal.InvalidRequest : null });

        var attempt = await desk.Start(agency, request, asks, BrowserCookie.Of(http, agency));
        if (attempt.Started is not { } started)
        {
            return await window.Show(http, agency, page => page with
            {
                Typed = request with { Pass = attempt.Challenge?.Token },
                Refusal = attempt.Refusal,
                Wait = attempt.Challenge?.Wait ?? attempt.Wait,
                Banned = attempt.Banned,
            });
        }

        new ChatTicket(agency, started.Token).Keep(http);
        // What was left is confirmed at the top of the page.
        return request.LeavesMessage ? new SeeOther($"/chat/{agency}") : Back(agency);
    }

    private static async Task<IResult> Post(string agency, HttpContext http, CitizenDesk desk, ChatWindow window)
    {
        var form = await http.Request.ReadFormAsync();
        var text = form["text"].ToString();
        if (ChatTicket.From(http, agency) is not { } ticket)
            return Back(agency);
        return await desk.Post(ticket, form["messageId"].ToString(), text) is { } refusal
            ? await window.Show(http, agency, page => page with { Draft = text, Refusal = refusal })
            : Back(agency);
    }

    private static async Task<IResult> Do(string agency, HttpContext http, Func<ChatTicket, IFormCollection, Task> what)
    {
        if (ChatTicket.From(http, agency) is { } ticket)
            await what(ticket, await http.Request.ReadFormAsync());
        return Back(agency);
    }

    private static async Task<IResult> AskForContact(string agency, HttpContext http, CitizenDesk desk, ChatWindow window, Api.KnownAgencies agencies)
    {
        Languages.Choose(http.Request);
        var typed = TypedContact.From(await http.Request.ReadFormAsync());
        if (ChatTicket.From(http, agency) is not { } ticket || await agencies.Look(agency) is not { } known)
            return Back(agency);

        var request = typed.Request(known.View);
        var refusal = request is null ? null : await desk.AskForContact(ticket, request);
        return request is null || refusal is not null
            ? await window.Show(http, agency, page => page with { Contact = typed, Refusal = refusal })
            : new SeeOther($"/chat/{agency}"); // what happens now stands at the top of the page
    }

    private static async Task<IResult> GiveCode(string agency, HttpContext http, CitizenDesk desk, ChatWindow window) =>
        ChatTicket.From(http, agency) is { } ticket && await desk.ReturnCode(ticket) is { } code
            ? await window.Show(http, agency, page => page with { Code = code })
            : Back(agency);

    private static async Task<IResult> Rate(string agency, HttpContext http, CitizenDesk desk, ChatWindow window)
    {
        var form = await http.Request.ReadFormAsync();
        var rating = new RatingRequest(Filled(form, "resolved"), Filled(form, "satisfaction"), Filled(form, "comment"));
        if (rating is { IsSkipped: false, Command: null })
            return await window.Show(http, agency, page => page with { Rating = rating });
        if (rating.Command is { } command && ChatTicket.From(http, agency) is { } ticket)
            await desk.Rate(ticket, command);
        return Back(agency);
    }

    private static SeeOther Finish(string agency, HttpContext http)
    {
        ChatTicket.From(http, agency)?.Forget(http);
        return new SeeOther($"/chat/{agency}");
    }

    private static async Task<IResult> Save(string agency, HttpContext http, CitizenDesk desk, ChatWindow window, Api.KnownAgencies agencies, string format = "txt")
    {
        if (ChatTicket.From(http, agency) is { } asked && desk.Wait(asked) is { } wait)
            return window.TooOften(http, wait);
        if (ChatTicket.From(http, agency) is not { } ticket || await desk.Copy(ticket) is not { } copy)
            return Back(agency);

        var settings = (await agencies.Look(agency))?.Settings;
        return format == "html"
            ? Results.File(copy.ToHtml(settings), "text/html; charset=utf-8", $"{copy.View.Reference}.html")
            : Results.File(copy.ToText(settings), "text/plain; charset=utf-8", $"{copy.View.Reference}.txt");
    }

    private static async Task<IResult> Theme(string agency, HttpContext http, Api.KnownAgencies agencies)
    {
        var known = await agencies.Look(agency);
        http.Response.Headers.CacheControl = "public, max-age=300";
        return Results.Text(AgencyTheme.Css(known?.Settings.Colours ?? new AgencyColours()), "text/css; charset=utf-8");
    }

    private static async Task<IResult> Launcher(string agency, HttpContext http, Api.KnownAgencies agencies, LauncherState state)
    {
        Languages.Choose(http.Request);
        // What it says is public, and foreign pages are what it is for.
        http.Response.Headers.AccessControlAllowOrigin = "*";
        http.Response.Headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        http.Response.Headers.CacheControl = "public, max-age=30";
        return await agencies.Look(agency) is { } known ? Results.Json(state.Of(known)) : Results.NotFound();
    }

    private static string? Filled(IFormCollection form, string field) => form[field].ToString() is { Length: > 0 } text ? text : null;

    private static SeeOther Back(string agency) => new SeeOther($"/chat/{agency}#latest");
}
