namespace Muster.Tests.Queues.Forecasts;

/// <summary>One way to forecast waits, told what a queue sees. Seconds throughout.</summary>
internal interface IWaitModel
{
    string Name { get; }

    void See(double now, int waiting, int places, int free);

    void Join(double now, int who, int ahead);

    /// <param name="waited">Since they joined.</param>
    void Serve(double now, int who, double waited);

    void Leave(double now, int who);

    /// <summary>A conversation ended after so long.</summary>
    void Finish(double now, double took);

    /// <summary>The median and the p80 of the wait from now on; null for "cannot estimate".</summary>
    (double Low, double High)? Wait(double now, int ahead);
}
