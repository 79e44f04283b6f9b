using Microsoft.Extensions.Localization;
using Muster.WebFront.Api;
using Muster.WebFront.Screens;
using Muster.WebFront.Wording;

namespace Muster.WebFront.Citizen;

/// <summary>Where somebody comes back to their conversation with a code from another device (N11).</summary>
internal sealed class ReturnWindow(KnownAgencies agencies, ReturnDesk desk, ChatWindow chats, IStringLocalizer<CitizenWording> say)
{
    /// <summary>Short enough to be typed from one screen into another.</summary>
    public static string PathOf(string agency) => $"/chat/{agency}/return";

    public Task<IResult> Show(HttpContext http, string agency, bool isPanel) => Show(http, agency, isPanel, typed: null, isWrong: false);

    public async Task<IResult> Return(HttpContext http, string agency)
    {
        Languages.Choose(http.Request);
        var form = await http.Request.ReadFormAsync();
        if (await agencies.Look(agency) is null)
            return ChatWindow.Nowhere(http);
        if (desk.Wait(agency) is { } wait)
            return chats.TooOften(http, wait);

        var (code, isPanel) = (form["code"].ToString(), form["panel"] == "1");
        if ((await desk.Return(agency, code)).Value is not { } returned)
            return await Show(http, agency, isPanel, code, isWrong: true);

        new ChatTicket(agency, returned.Token).Keep(http);
        return new SeeOther($"/chat/{agency}{(isPanel ? "?panel=1" : "")}");
    }

    private async Task<IResult> Show(HttpContext http, string agency, bool isPanel, string? typed, bool isWrong)
    {
        Languages.Choose(http.Request);
        if (await agencies.Look(agency) is not { View: var view })
            return ChatWindow.Nowhere(http);

        PagePolicy.Apply(http.Response, ChatWindow.FramedBy(view.Settings));
        return new Page<ReturnPage>(new Dictionary<string, object?>
        {
            [nameof(ReturnPage.Agency)] = view,
            [nameof(ReturnPage.Typed)] = typed,
            [nameof(ReturnPage.Panel)] = isPanel,
            [nameof(ReturnPage.HasChat)] = ChatTicket.From(http, agency) is not null,
            [nameof(ReturnPage.Errors)] = isWrong ? (FieldError[])[new FieldError("code", say["live.return.wrong"])] : [],
        }, isWrong ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK);
    }
}
