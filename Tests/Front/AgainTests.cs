using Muster.WebFront.Api;

namespace Muster.Tests.Front;

/// <summary>One failure of a call is healed by the front, and no more than one.</summary>
public sealed class AgainTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 2)]
    public async Task One_lost_answer_is_not_noticed(int failures, int calls)
    {
        var asked = 0;

        var answer = await Again.IfUnknown(() => ++asked > failures ? Task.FromResult("done") : throw new TimeoutException());

        Assert.Equal(("done", calls), (answer, asked));
    }

    [Fact]
    public async Task A_second_lost_answer_is_told()
    {
        var asked = 0;

        await Assert.ThrowsAsync<TimeoutException>(() => Again.IfUnknown<string>(() => throw new TimeoutException($"{++asked}")));

        Assert.Equal(2, asked);
    }
}
