using Muster.Records;

namespace Muster.Tests.Records;

public sealed class SharedWriteTests
{
    private readonly List<TaskCompletionSource> _writes = [];
    private readonly SharedWrite _write;

    public SharedWriteTests() => _write = new SharedWrite(() =>
    {
        _writes.Add(new TaskCompletionSource());
        return _writes[^1].Task;
    });

    [Fact]
    public void What_changes_while_something_is_written_shares_the_next_write()
    {
        var (first, second, third) = (_write.Save(), _write.Save(), _write.Save());

        _writes[0].SetResult();

        Assert.Equal(2, _writes.Count);
        Assert.True(first.IsCompletedSuccessfully);
        Assert.False(second.IsCompleted || third.IsCompleted);
    }

    [Fact]
    public async Task Each_returns_once_its_own_change_is_stored()
    {
        var (first, second) = (_write.Save(), _write.Save());
        _writes[0].SetResult();
        var third = _write.Save();
        _writes[1].SetResult();
        await second;

        Assert.True(first.IsCompletedSuccessfully);
        Assert.False(third.IsCompleted);
        _writes[2].SetResult();
        await third;
    }

    [Fact]
    public async Task A_failed_write_fails_everybody_who_waits_behind_it()
    {
        var (first, second) = (_write.Save(), _write.Save());

        _writes[0].SetException(new JournalUnavailableException("gone"));

        await Assert.ThrowsAsync<JournalUnavailableException>(() => first);
        await Assert.ThrowsAsync<JournalUnavailableException>(() => second);
    }

    [Fact]
    public async Task Whoever_changed_nothing_can_wait_for_what_is_in_flight()
    {
        Assert.True(_write.InFlight.IsCompletedSuccessfully);
        var saved = _write.Save();

        Assert.False(_write.InFlight.IsCompleted);
        _writes[0].SetResult();
        await _write.InFlight;
        await saved;
    }
}
