namespace Muster.Conversations;

/// <summary>
/// Sees to it that a conversation and the consult it has begun agree in the end, on either side: what one of them told and got lost is found when it is looked after again.
/// </summary>
/// <param name="grain">Whose timer it is; it ends with the activation.</param>
/// <param name="conversation">As it stands; null where this activation has nothing more to say.</param>
/// <param name="look">Does what is due.</param>
internal sealed class ConsultWatch(Grain grain, Func<Conversation?> conversation, Func<Task> look)
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(10);

    private IGrainTimer? _timer;
    private bool _isOn;

    /// <summary>The conversation has changed: while a consult is open, it is looked after.</summary>
    public void Go()
    {
        var isWanted = conversation() is { } standing && (standing.Consult is not null || standing is { IsConsult: true, IsClosed: false });
        if (isWanted != _isOn)
            Ring(isWanted ? Every : Timeout.InfiniteTimeSpan);
        _isOn = isWanted;
    }

    /// <summary>There is something to look after now.</summary>
    public void Soon()
    {
        _isOn = true;
        Ring(TimeSpan.Zero);
    }

    private void Ring(TimeSpan due)
    {
        if (_timer is null)
            _timer = grain.RegisterGrainTimer(Look, new GrainTimerCreationOptions(due, Every) { KeepAlive = true });
        else
            _timer.Change(due, Every);
    }

    private async Task Look()
    {
        if (conversation() is not null)
            await look();
        Go();
    }
}
