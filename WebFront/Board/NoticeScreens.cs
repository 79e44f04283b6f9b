using System.Collections.Immutable;
using Muster.Identity;
using Muster.Queues;
using Muster.WebFront.Abuse;
using Muster.WebFront.Api;
using Muster.WebFront.Screens;
using Muster.WebFront.Security;

namespace Muster.WebFront.Board;

/// <summary>Where supervisors tell everybody who waits in a line something: written, looked at as citizens will see it, and then sent (N13, A25).</summary>
internal sealed class NoticeScreens(BoardDoor door, IGrainFactory grains)
{
    public void Map(IEndpointRouteBuilder routes) => routes.MapGroup("").AddEndpointFilter<OwnForms>().MapPost("/board/queues/{queue}/notice", (HttpContext http, string queue) =>
        door.Open(http, Allowance.Writes, [Role.Supervisor], (staff, agency) => Do(http, staff, agency, queue)));

    private async Task<IResult> Do(HttpContext http, StaffMemberOf staff, AgencyNow agency, string queue)
    {
        var standing = await Ask(staff, queue, one => one.LookAtNotice(staff.Caller));
        if (!standing.IsDone)
            return BoardDoor.Nothing(StatusCodes.Status404NotFound);

        var form = await http.Request.ReadFormAsync();
        var (what, typed) = (form["what"].ToString(), TypedNotice.From(form));
        if (what == "withdraw")
            return (await Ask(staff, queue, one => one.WithdrawNotice(staff.Caller, form["id"].ToString()))).IsDone ? Back(queue) : BoardDoor.Nothing(StatusCodes.Status404NotFound);
        if (what is not ("preview" or "send"))
            return Write(agency, queue, typed, [], StatusCodes.Status200OK);

        ImmutableArray<(string Field, string Words)> faults = [.. typed.Faults()];
        if (!faults.IsEmpty)
            return Write(agency, queue, typed, faults, StatusCodes.Status422UnprocessableEntity);

        if (what == "preview" || !Names.IsMessageId(form["id"]))
            return Preview(agency, queue, typed, standing.Value.Waiting);

        var notice = new SendNotice(form["id"].ToString(), typed.Text, typed.Url, typed.Minutes);
        return (await Ask(staff, queue, one => one.SendNotice(staff.Caller, notice))).IsDone
            ? Back(queue)
            : Write(agency, queue, typed, [("text", "Board.NoticeRefused")], StatusCodes.Status422UnprocessableEntity);
    }

    private Task<Outcome<NoticeStanding>> Ask(StaffMemberOf staff, string queue, Func<IQueueGrain, Task<Outcome<NoticeStanding>>> what) =>
        NoticeEndpoints.Ask(grains, staff.Caller, queue, what);

    private static SeeOther Back(string queue) => new($"/board/queues/{queue}");

    private static Page<NoticePage> Write(AgencyNow agency, string queue, TypedNotice typed, ImmutableArray<(string Field, string Words)> faults, int status) =>
        PageOf(agency, queue, typed, new() { [nameof(NoticePage.Faults)] = faults }, status);

    /// <summary>The id is minted here: however often this preview is sent, it is one notice.</summary>
    private static Page<NoticePage> Preview(AgencyNow agency, string queue, TypedNotice typed, int waiting) =>
        PageOf(agency, queue, typed, new() { [nameof(NoticePage.Id)] = Names.FreshId(), [nameof(NoticePage.Waiting)] = waiting }, StatusCodes.Status200OK);

    private static Page<NoticePage> PageOf(AgencyNow agency, string queue, TypedNotice typed, Dictionary<string, object?> more, int status)
    {
        more[nameof(NoticePage.Queue)] = queue;
        more[nameof(NoticePage.Name)] = agency.Settings.Queues.FirstOrDefault(one => one.Id == queue)?.Name ?? queue;
        more[nameof(NoticePage.Typed)] = typed;
        return new Page<NoticePage>(more, status);
    }
}
