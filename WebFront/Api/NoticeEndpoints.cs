using Muster.Identity;
using Muster.Queues;
using Muster.WebFront.Security;

namespace Muster.WebFront.Api;

/// <summary>What supervisors tell everybody who waits in a line (N13).</summary>
internal sealed class NoticeEndpoints(Gate gate, IGrainFactory grains)
{
    private static readonly NothingBody Nothing = new();

    public void Map(ApiRoutes routes)
    {
        routes.Get("queues/{queue}/notice", gate.Staff(Look, Role.Supervisor), "What everybody in the line is told, and how many that are.",
            operation => operation.ForStaff(isRestricted: true).Answers<NoticeStandingAnswer>().Problems(ProblemKind.NotFound));
        routes.Put("queues/{queue}/notice", gate.Staff(Send, Role.Supervisor), "Tell everybody in the line something, in place of what was told before. The same id is the same notice.",
            operation => operation.ForStaff(isRestricted: true).Takes<NoticeBody>().Answers<NoticeStandingAnswer>().Problems(ProblemKind.NotFound, ProblemKind.MessageTooLong));
        routes.Delete("queues/{queue}/notice/{notice}", gate.Staff(Withdraw, Role.Supervisor), "Take it back; where something else is told by now, that stays.",
            operation => operation.ForStaff(isRestricted: true).TakesNothing().Answers<NoticeStandingAnswer>().Problems(ProblemKind.NotFound));
    }

    /// <summary>A supervisor's command to a queue, from wherever it comes.</summary>
    public static async Task<Outcome<NoticeStanding>> Ask(IGrainFactory grains, Caller caller, string? queue, Func<IQueueGrain, Task<Outcome<NoticeStanding>>> what) =>
        Names.IsSetting(queue) && caller.Areas.Contains(queue!)
            ? await Again.IfUnknown(() => what(grains.GetGrain<IQueueGrain>(GrainKey.Of(caller.Agency, queue!))))
            : Refusal.NotFound;

    private Task Look(HttpContext http, StaffMemberOf staff) => Answered(http, staff, queue => queue.LookAtNotice(staff.Caller));

    private async Task Send(HttpContext http, StaffMemberOf staff)
    {
        if (await Body.Read(http, ApiJson.Default.NoticeBody) is not { } body)
            return;

        await (body is { Id: { } id, Text: { } text, Url: { } url, Minutes: { } minutes }
            ? Answered(http, staff, queue => queue.SendNotice(staff.Caller, new SendNotice(id, text, url, minutes)))
            : http.RefuseField(body.Id is null ? "id" : body.Text is null ? "text" : body.Url is null ? "url" : "minutes"));
    }

    private async Task Withdraw(HttpContext http, StaffMemberOf staff)
    {
        if (await Body.ReadOr(http, ApiJson.Default.NothingBody, Nothing) is not null)
            await Answered(http, staff, queue => queue.WithdrawNotice(staff.Caller, (string)http.Request.RouteValues["notice"]!));
    }

    private async Task Answered(HttpContext http, StaffMemberOf staff, Func<IQueueGrain, Task<Outcome<NoticeStanding>>> what)
    {
        var outcome = await Ask(grains, staff.Caller, (string?)http.Request.RouteValues["queue"], what);
        await (outcome.IsDone
            ? Answer.Write(http, new NoticeStandingAnswer(NoticeAnswer.Of(outcome.Value.Notice), outcome.Value.Waiting), ApiJson.Default.NoticeStandingAnswer)
            : http.Refuse(outcome.Refusal.Value));
    }
}

/// <param name="Notice">Null for nothing.</param>
/// <param name="Waiting">How many wait now: all of them are told.</param>
internal sealed record NoticeStandingAnswer(NoticeAnswer? Notice, int Waiting);

/// <param name="Url">Where the same stands for everybody.</param>
internal sealed record NoticeAnswer(string Id, string Text, string Url, DateTimeOffset At, DateTimeOffset Until)
{
    public static NoticeAnswer? Of(LineNotice? notice) => notice is null ? null : new(notice.Id, notice.Text, notice.Url, notice.At, notice.Until);
}
