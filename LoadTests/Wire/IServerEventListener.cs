namespace Muster.LoadTests.Wire;

internal interface IServerEventListener
{
    void On(ServerEvent happened);
}
