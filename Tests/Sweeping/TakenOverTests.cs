using Muster.Identity;
using Muster.Sweeping;
using Muster.Tests.Support;

namespace Muster.Tests.Sweeping;

/// <summary>A supervisor at a console of their own holds what they took over, and is given nothing.</summary>
public sealed class TakenOverTests : SweptHouse
{
    [Fact]
    public void What_they_have_is_with_them_and_they_are_nobody_who_could_take_those_who_wait()
    {
        Oversees(capacity: 3);
        _house.Waits(Robin);
        _house.Gives(Robin, Some.Blake);
        _house.Waits("demo/kim", secondsAfter: 1);
        Look();

        Assert.Empty(After(300));
    }

    [Fact]
    public void Whoever_takes_more_than_they_may_hold_is_found()
    {
        Oversees(capacity: 1);
        Look();
        After(100);
        foreach (var conversation in (string[])[Robin, "demo/kim"])
        {
            _house.Waits(conversation);
            _house.Gives(conversation, Some.Blake);
        }

        Assert.Equal((SweepKind.OverCapacity, Some.Blake), (Assert.Single(After(10)).Kind, Assert.Single(Look()).StaffId));
    }

    [Fact]
    public void Whom_they_take_passes_nobody()
    {
        Oversees(capacity: 50);
        _house.Waits(Robin);
        Look();
        for (var number = 1; number <= SweepCheck.PassesTolerated + 2; number++)
        {
            _house.Waits($"demo/c-{number}", secondsAfter: number);
            After(10);
            _house.Gives($"demo/c-{number}", Some.Blake);
            After(10);
        }

        Assert.Empty(After(120));
    }

    private void Oversees(int capacity)
    {
        _house.Works(Some.Blake, capacity);
        _house.ChangeMember(Some.Blake, member => member with { Role = Role.Supervisor });
    }
}
