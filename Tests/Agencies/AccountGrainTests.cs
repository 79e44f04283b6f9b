#if ENGINE_EMBEDDED
using Muster.Agencies;
using Muster.Identity;

namespace Muster.Tests.Agencies;

/// <summary>Signing in, on the engine.</summary>
public sealed class AccountGrainTests : IDisposable
{
    private readonly House _house = new(Some.Agency);

    public AccountGrainTests() => _house.Do(() => Sam.Create(Some.Member, "Samantha Okafor", "correct horse"));

    private IAccountGrain Sam => _house.Grain<IAccountGrain>("demo/sam.okafor");

    [Fact]
    public void A_session_lasts_eight_hours_on_a_device_that_nobody_trusts()
    {
        var session = _house.Do(() => Sam.SignIn("correct horse")).Value!;

        _house.Pass(TimeSpan.FromHours(7.9));
        Assert.Equal(Some.Member.StaffId, _house.Do(() => Sam.Session(session.Id)).Value?.Member.StaffId);
        _house.Pass(TimeSpan.FromHours(0.2));
        Assert.Equal(Refusal.NotSignedIn, _house.Do(() => Sam.Session(session.Id)).Refusal);
    }

    [Fact]
    public void A_session_survives_its_grain()
    {
        var session = _house.Do(() => Sam.SignIn("correct horse")).Value!;

        _house.Retire(Sam);

        Assert.True(_house.Do(() => Sam.Session(session.Id)).IsDone);
    }

    [Fact]
    public void Signing_out_ends_it_and_a_repeat_is_harmless()
    {
        var session = _house.Do(() => Sam.SignIn("correct horse")).Value!;

        _house.Do(() => Sam.SignOut(session.Id));
        _house.Do(() => Sam.SignOut(session.Id));

        Assert.Equal(Refusal.NotSignedIn, _house.Do(() => Sam.Session(session.Id)).Refusal);
    }

    [Theory]
    [InlineData("demo/sam.okafor")]
    [InlineData("demo/nobody")]
    public void Guessing_is_slowed_down_alike_whether_or_not_the_account_exists(string key)
    {
        var account = _house.Grain<IAccountGrain>(key);
        var writes = _house.Storage.Writes;

        var answers = Enumerable.Range(0, 6).Select(_ => _house.Do(() => account.SignIn("a guess")).Refusal).ToList();

        Assert.Equal(Enumerable.Repeat<Refusal?>(Refusal.NotSignedIn, 5).Append(Refusal.SlowDown), answers);
        Assert.Equal(writes, _house.Storage.Writes);
    }

    [Fact]
    public void Whoever_knows_the_password_gets_in_when_the_wait_is_over()
    {
        for (var guess = 0; guess < 5; guess++) _house.Do(() => Sam.SignIn("a guess"));
        Assert.Equal(Refusal.SlowDown, _house.Do(() => Sam.SignIn("correct horse")).Refusal);

        _house.Pass(TimeSpan.FromSeconds(1));

        Assert.True(_house.Do(() => Sam.SignIn("correct horse")).IsDone);
        Assert.Equal(Refusal.NotSignedIn, _house.Do(() => Sam.SignIn("a guess")).Refusal);
    }

    [Fact]
    public void Nobody_signs_in_to_an_account_that_does_not_exist() =>
        Assert.Equal(Refusal.NotSignedIn, _house.Do(() => _house.Grain<IAccountGrain>("demo/nobody").SignIn("")).Refusal);

    public void Dispose() => _house.Dispose();
}
#endif
