using Microsoft.Extensions.Logging;
using Muster.Agencies;
using Muster.Conversations;
using Muster.Identity;

namespace Muster.Records;

/// <summary>Goes through the registers as <see cref="AnonymiserRules"/> says, a bounded number at a time; whatever fails is tried again.</summary>
[GrainType("anonymiser")]
public sealed class AnonymiserGrain(
    [PersistentState("anonymiser", "muster")] IPersistentState<Anonymiser> done, TimeProvider clock, ILogger<AnonymiserGrain> log)
    : Grain, IAnonymiserGrain
{
    private static readonly TimeSpan WorkEvery = TimeSpan.FromSeconds(10);

    /// <summary>Registers looked at in one go: a day in four minutes.</summary>
    private const int MinutesAtOnce = 60;

    private const int ConversationsAtOnce = 8;

    private string Agency => this.GetPrimaryKeyString();

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        this.RegisterGrainTimer(Work, new GrainTimerCreationOptions(WorkEvery, WorkEvery) { KeepAlive = true });
        return Task.CompletedTask;
    }

    public Task Wake() => Task.CompletedTask;

    private async Task Work()
    {
        if ((await GrainFactory.GetGrain<IAgencyGrain>(Agency).Look()).Value is not { Settings.AnonymiseAfterDays: { } days })
            return;

        var next = done.State;
        for (var minutes = 0; minutes < MinutesAtOnce && next.Next(days, clock.GetUtcNow()) is { } minute && await IsDone(minute); minutes++)
            next = next.With(minute);
        if (next != done.State)
            await done.Store(next, this);
    }

    /// <summary>Whether nobody is named any more in what closed in that minute.</summary>
    private async Task<bool> IsDone(DateTimeOffset minute)
    {
        try
        {
            var key = RegisterKey.Of(Agency, DateOnly.FromDateTime(minute.UtcDateTime), (int)minute.UtcDateTime.TimeOfDay.TotalMinutes);
            var closed = (await GrainFactory.GetGrain<IRegisterGrain>(key).All(Caller.System(Agency))).Value?.Items ?? [];
            foreach (var some in closed.Chunk(ConversationsAtOnce))
                await Task.WhenAll(some.Select(one => Anonymise(one.Conversation)));
            return true;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            log.LogWarning(exception, "Not everything of {Agency} that closed at {Minute} could be anonymised; it is tried again.", Agency, minute);
            return false;
        }
    }

    private async Task Anonymise(string conversation)
    {
        try
        {
            while (await GrainFactory.GetGrain<IConversationGrain>(conversation).Anonymise(Caller.System(Agency)) is { IsDone: true, Value.IsComplete: false })
            {
                // a long one, part by part
            }
        }
        catch (JournalDamagedException damage)
        {
            log.LogError(damage, "{Conversation} cannot be read and so not be anonymised.", conversation);
        }
    }
}
